/** Small makers of elements. Text is always text, never markup. */

/** An element with properties and children; `on` listens for clicks, `key` keeps its focus. */
export function element(tag, { on, key, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  if (on) made.addEventListener("click", on);
  if (key) made.dataset.key = key;
  made.append(...children);
  return made;
}

export const badge = (text, tone) => element("span", { className: `badge ${tone}` }, text);

const shown = new WeakMap();

/** Replaces an element's children when what they are made of has changed; keeps the focus. */
export function showChanged(parent, data, make) {
  const text = JSON.stringify(data);
  if (shown.get(parent) === text) return;
  shown.set(parent, text);
  const key = parent.contains(document.activeElement) && document.activeElement.dataset.key;
  parent.replaceChildren(...make(data));
  if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** Options of `{value, label}`; what was chosen stays chosen. */
export function fillSelect(select, options) {
  const before = select.value;
  showChanged(select, options, () =>
    options.map(({ value, label }) => element("option", { value }, label)),
  );
  if (options.some(({ value }) => value === before)) select.value = before;
}
