import account from "./en/account.json" with { type: "json" };
import alarms from "./en/alarms.json" with { type: "json" };
import alerts from "./en/alerts.json" with { type: "json" };
import bundle from "./en/bundle.json" with { type: "json" };
import cameras from "./en/cameras.json" with { type: "json" };
import choosing from "./en/choosing.json" with { type: "json" };
import devices from "./en/devices.json" with { type: "json" };
import enrolment from "./en/enrolment.json" with { type: "json" };
import history from "./en/history.json" with { type: "json" };
import household from "./en/household.json" with { type: "json" };
import install from "./en/install.json" with { type: "json" };
import join from "./en/join.json" with { type: "json" };
import latency from "./en/latency.json" with { type: "json" };
import ledger from "./en/ledger.json" with { type: "json" };
import models from "./en/models.json" with { type: "json" };
import naming from "./en/naming.json" with { type: "json" };
import newAccount from "./en/newAccount.json" with { type: "json" };
import notice from "./en/notice.json" with { type: "json" };
import offline from "./en/offline.json" with { type: "json" };
import outcomes from "./en/outcomes.json" with { type: "json" };
import people from "./en/people.json" with { type: "json" };
import person from "./en/person.json" with { type: "json" };
import push from "./en/push.json" with { type: "json" };
import refusals from "./en/refusals.json" with { type: "json" };
import review from "./en/review.json" with { type: "json" };
import ring from "./en/ring.json" with { type: "json" };
import settings from "./en/settings.json" with { type: "json" };
import shell from "./en/shell.json" with { type: "json" };
import signIn from "./en/signIn.json" with { type: "json" };
import sureness from "./en/sureness.json" with { type: "json" };
import time from "./en/time.json" with { type: "json" };
import timeline from "./en/timeline.json" with { type: "json" };
import ui from "./en/ui.json" with { type: "json" };
import visit from "./en/visit.json" with { type: "json" };
import visits from "./en/visits.json" with { type: "json" };
import welcome from "./en/welcome.json" with { type: "json" };

/** The source language: what it says, the others say too. One file a namespace. */
export const en = {
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

/** All that Kith says in one language, by namespace. */
export type Messages = typeof en;
