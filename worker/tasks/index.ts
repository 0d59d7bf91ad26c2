import { eventTask } from "../event-task.ts";
import type { TaskTable } from "../task.ts";
import { analyseClipTask } from "./analyse-clip.ts";
import { calibrateHouseholdTask } from "./calibrate-household.ts";
import { calibrateHouseholds } from "./calibrate-households.ts";
import { compareHistory } from "./compare-history.ts";
import { completeLink } from "./complete-link.ts";
import { decideNotificationsTask } from "./decide-notifications.ts";
import { deleteObjects } from "./delete-objects.ts";
import { deleteRecordsTask } from "./delete-records.ts";
import { embedAgain } from "./embed-again.ts";
import { endRecordingsTask } from "./end-recordings.ts";
import { eraseCamera } from "./erase-camera.ts";
import { erasePerson } from "./erase-person.ts";
import { eraseRingAccount } from "./erase-ring-account.ts";
import { expireMarkingsTask } from "./expire-markings.ts";
import { fetchClip } from "./fetch-clip.ts";
import { fetchModelsTask } from "./fetch-models.ts";
import { keepLedger } from "./keep-ledger.ts";
import { lookAtPhoto } from "./look-at-photo.ts";
import { lookAtStill } from "./look-at-still.ts";
import { makeBundle } from "./make-bundle.ts";
import { receiveEvent } from "./receive-event.ts";
import { recogniseAgainTask } from "./recognise-again.ts";
import { recogniseAllAgain } from "./recognise-all-again.ts";
import { refetchClip } from "./refetch-clip.ts";
import { refreshTokens } from "./refresh-tokens.ts";
import { sealEmbeddings } from "./seal-embeddings.ts";
import { sendDigestTask } from "./send-digest.ts";
import { sendMail } from "./send-mail.ts";
import { sendNotification } from "./send-notification.ts";
import { sendTest } from "./send-test.ts";
import { syncAllCameras } from "./sync-all-cameras.ts";
import { syncCameras } from "./sync-cameras.ts";
import { takeFrame } from "./take-frame.ts";
import { tendDevicesTask } from "./tend-devices.ts";
import { tendEmbeddersTask } from "./tend-embedders.ts";
import { tendAccounts } from "./tend-ring-accounts.ts";
import { tidyBundlesTask } from "./tidy-bundles.ts";
import { tidyEnrolmentsTask } from "./tidy-enrolments.ts";
import { tidyPeople } from "./tidy-people.ts";

/** What happens to a camera event, top to bottom. Each line is one job: retried alone, it enqueues the next. */
export const tasks = {
  "receive-event": receiveEvent, // inbox → event in its visit
  "look-at-still": eventTask(lookAtStill), // a picture, before the recording → faces, decided early
  "fetch-clip": eventTask(fetchClip), // Ring → object store
  "analyse-clip": eventTask(analyseClipTask), // clip → faces → people → outcome
  "refetch-clip": eventTask(refetchClip), // Ring's history → the whole of what came in part
  "decide-notifications": eventTask(decideNotificationsTask), // visit → who is told, and why
  "send-notification": sendNotification, // one message → one device
  "send-digest": sendDigestTask, // once a day: what a member's rules keep → one message
  "send-mail": sendMail, // one message → one member, by e-mail
  "send-test": sendTest, // the test button → one device
  "tend-devices": tendDevicesTask, // hourly: members whom no device reaches any more
  "complete-link": completeLink, // claimed account → live at Ring
  "tend-ring-accounts": tendAccounts, // hourly: tokens that have ended, links that nobody claimed
  "seal-embeddings": sealEmbeddings, // hourly: embeddings → encrypted with the current key
  "refresh-tokens": refreshTokens, // Ring → a new pair
  "sync-cameras": syncCameras, // Ring's device list → cameras
  "keep-ledger": keepLedger, // hourly: what stands still, what Ring knows and we do not
  "compare-history": compareHistory, // Ring's history → events whose webhooks were missed
  "erase-ring-account": eraseRingAccount, // a link's end → nothing but a receipt
  "erase-camera": eraseCamera, // a camera that did not come back → nothing but a receipt
  "recognise-again": recogniseAgainTask, // household → who strangers are by now, who may be one
  "recognise-all-again": recogniseAllAgain, // hourly: households that strangers have come to
  "tidy-people": tidyPeople, // daily: unregistered people long unseen → one face an angle, off the shelf
  "expire-markings": expireMarkingsTask, // hourly, and when one ends: Familiar or Watchlist → Unknown again
  "erase-person": erasePerson, // somebody forgotten → nothing but a receipt
  "calibrate-households": calibrateHouseholds, // hourly: those with new faces or acts
  "calibrate-household": calibrateHouseholdTask, // faces → thresholds, and how sure they are
  "fetch-models": fetchModelsTask, // a set of embedders that a household has chosen → the folder of the models
  "embed-again": embedAgain, // stored crops → embeddings of another set → it takes over
  "tend-embedders": tendEmbeddersTask, // hourly: what stands still there, what nobody goes back to
  "delete-objects": deleteObjects, // what nothing refers to any more → gone from the store
  "sync-all-cameras": syncAllCameras, // every six hours: zones that were drawn meanwhile
  "make-bundle": makeBundle, // visit → zip in which everybody but those chosen is blurred
  "tidy-bundles": tidyBundlesTask, // hourly: bundles whose day is over → gone
  "end-recordings": endRecordingsTask, // daily: recordings whose time is over → gone, the visits stay
  "delete-records": deleteRecordsTask, // daily: what Ring sent, who did what, who was told, long ago → gone
  "look-at-photo": lookAtPhoto, // a photograph → the faces in it; its file goes
  "tidy-enrolments": tidyEnrolmentsTask, // hourly: those that were begun a day ago → gone
  "take-frame": takeFrame, // newest recording → a camera's picture, privacy zones black
} satisfies TaskTable;
