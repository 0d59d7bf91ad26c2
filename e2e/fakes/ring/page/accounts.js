/** The accounts with their cameras, and what can be done to them. */
import { api, attempt } from "./api.js";
import { badge, element, showChanged } from "./elements.js";

const LINKS = {
  none: ["not linked", "wait"],
  code_sent: ["code sent", "wait"],
  tokens_issued: ["has tokens", "wait"],
  awaiting: ["awaiting", "wait"],
  completed: ["linked", "good"],
  removed: ["removed", "bad"],
};

/** Shows them all; `done` is called after each change. */
export function showAccounts(accounts, done) {
  const act = (action) => () => void attempt(action).then(done);
  showChanged(document.getElementById("accounts"), accounts, () =>
    accounts.map((account) => accountCard(account, act)),
  );
}

function accountCard(account, act) {
  const [state, tone] = LINKS[account.link] ?? [account.link, "wait"];
  const path = `/accounts/${encodeURIComponent(account.id)}`;
  const button = (label, action) =>
    element("button", { type: "button", key: `${account.id} ${label}`, on: act(action) }, label);
  return element(
    "li",
    {},
    element("div", { className: "row" }, element("strong", {}, account.name), badge(state, tone)),
    element("ul", {}, ...account.devices.map((device) => cameraRow(device, act))),
    element(
      "div",
      { className: "actions" },
      button("Link", () => link(account)),
      button("Remove the app in Ring", async () => {
        await api("POST", `${path}/unlink`);
        return `${account.name} has removed the app.`;
      }),
      button("Expire tokens", async () => {
        await api("POST", `${path}/expire-tokens`);
        return "Its access tokens have expired.";
      }),
    ),
  );
}

/** Sends the code, then offers the address to which Ring would send the browser. */
async function link(account) {
  const { exchangeStatus, redirect } = await api("POST", "/link", { account: account.id });
  const address = element("a", { href: redirect, target: "_blank" }, "Open the link page");
  return [`The app answered the code with ${exchangeStatus}. `, address];
}

function cameraRow(device, act) {
  const path = `/devices/${encodeURIComponent(device.id)}`;
  const button = (label, action) =>
    element(
      "button",
      {
        type: "button",
        key: `${device.id} ${label}`,
        ariaLabel: `${label}: ${device.name}`,
        on: act(action),
      },
      label,
    );
  const turn = device.online ? "Take offline" : "Bring online";
  return element(
    "li",
    { className: "row camera" },
    element("span", {}, device.name),
    element(
      "div",
      { className: "actions" },
      button(turn, async () => {
        await api("PATCH", path, { online: !device.online });
        return `${device.name} is ${device.online ? "offline" : "online"}.`;
      }),
      button("Take out", async () => {
        await api("DELETE", path);
        return `${device.name} is no longer shared with the app.`;
      }),
    ),
  );
}
