/** The form of settings: each field is named like its setting and keeps its type. */
import { api } from "./api.js";

const form = document.getElementById("settings");
const fields = () => [...form.elements].filter(({ name }) => name);

export function showHabits(settings) {
  for (const field of fields()) {
    if (field.type === "checkbox") field.checked = settings[field.name];
    else field.value = settings[field.name];
  }
}

export async function setHabits() {
  const order = Object.fromEntries(fields().map((field) => [field.name, settingOf(field)]));
  await api("PUT", "/settings", order);
  return "From now on.";
}

function settingOf({ type, checked, value }) {
  if (type === "checkbox") return checked;
  return type === "number" ? Number(value) : value;
}
