import type { Messages } from "./en.ts";
import account from "./es/account.json" with { type: "json" };
import alarms from "./es/alarms.json" with { type: "json" };
import alerts from "./es/alerts.json" with { type: "json" };
import bundle from "./es/bundle.json" with { type: "json" };
import cameras from "./es/cameras.json" with { type: "json" };
import choosing from "./es/choosing.json" with { type: "json" };
import devices from "./es/devices.json" with { type: "json" };
import enrolment from "./es/enrolment.json" with { type: "json" };
import history from "./es/history.json" with { type: "json" };
import household from "./es/household.json" with { type: "json" };
import install from "./es/install.json" with { type: "json" };
import join from "./es/join.json" with { type: "json" };
import latency from "./es/latency.json" with { type: "json" };
import ledger from "./es/ledger.json" with { type: "json" };
import models from "./es/models.json" with { type: "json" };
import naming from "./es/naming.json" with { type: "json" };
import newAccount from "./es/newAccount.json" with { type: "json" };
import notice from "./es/notice.json" with { type: "json" };
import offline from "./es/offline.json" with { type: "json" };
import outcomes from "./es/outcomes.json" with { type: "json" };
import people from "./es/people.json" with { type: "json" };
import person from "./es/person.json" with { type: "json" };
import push from "./es/push.json" with { type: "json" };
import refusals from "./es/refusals.json" with { type: "json" };
import review from "./es/review.json" with { type: "json" };
import ring from "./es/ring.json" with { type: "json" };
import settings from "./es/settings.json" with { type: "json" };
import shell from "./es/shell.json" with { type: "json" };
import signIn from "./es/signIn.json" with { type: "json" };
import sureness from "./es/sureness.json" with { type: "json" };
import time from "./es/time.json" with { type: "json" };
import timeline from "./es/timeline.json" with { type: "json" };
import ui from "./es/ui.json" with { type: "json" };
import visit from "./es/visit.json" with { type: "json" };
import visits from "./es/visits.json" with { type: "json" };
import welcome from "./es/welcome.json" with { type: "json" };

export const es: Messages = {
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
