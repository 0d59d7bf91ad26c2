import account from "./de/account.json" with { type: "json" };
import alarms from "./de/alarms.json" with { type: "json" };
import alerts from "./de/alerts.json" with { type: "json" };
import bundle from "./de/bundle.json" with { type: "json" };
import cameras from "./de/cameras.json" with { type: "json" };
import choosing from "./de/choosing.json" with { type: "json" };
import devices from "./de/devices.json" with { type: "json" };
import enrolment from "./de/enrolment.json" with { type: "json" };
import history from "./de/history.json" with { type: "json" };
import household from "./de/household.json" with { type: "json" };
import install from "./de/install.json" with { type: "json" };
import join from "./de/join.json" with { type: "json" };
import latency from "./de/latency.json" with { type: "json" };
import ledger from "./de/ledger.json" with { type: "json" };
import models from "./de/models.json" with { type: "json" };
import naming from "./de/naming.json" with { type: "json" };
import newAccount from "./de/newAccount.json" with { type: "json" };
import notice from "./de/notice.json" with { type: "json" };
import offline from "./de/offline.json" with { type: "json" };
import outcomes from "./de/outcomes.json" with { type: "json" };
import people from "./de/people.json" with { type: "json" };
import person from "./de/person.json" with { type: "json" };
import push from "./de/push.json" with { type: "json" };
import refusals from "./de/refusals.json" with { type: "json" };
import review from "./de/review.json" with { type: "json" };
import ring from "./de/ring.json" with { type: "json" };
import settings from "./de/settings.json" with { type: "json" };
import shell from "./de/shell.json" with { type: "json" };
import signIn from "./de/signIn.json" with { type: "json" };
import sureness from "./de/sureness.json" with { type: "json" };
import time from "./de/time.json" with { type: "json" };
import timeline from "./de/timeline.json" with { type: "json" };
import ui from "./de/ui.json" with { type: "json" };
import visit from "./de/visit.json" with { type: "json" };
import visits from "./de/visits.json" with { type: "json" };
import welcome from "./de/welcome.json" with { type: "json" };
import type { Messages } from "./en.ts";

export const de: Messages = {
  account,
  alarms,
  alerts,
  bundle,
  cameras,
  choosing,
  devices,
  enrolment,
  history,
  household,
  join,
  latency,
  ledger,
  models,
  install,
  naming,
  newAccount,
  notice,
  offline,
  outcomes,
  people,
  person,
  push,
  refusals,
  review,
  ring,
  settings,
  shell,
  signIn,
  sureness,
  time,
  timeline,
  ui,
  visit,
  visits,
  welcome,
};
