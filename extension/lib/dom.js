// @ts-check
/** Elements without markup: text goes in as text, so no note or name can become anything else. */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * @param {string} words @param {Record<string, string>} attributes @param {() => void} press @returns {HTMLButtonElement}
 */
export function button(words, attributes, press) {
  const made = element("button", { type: "button", ...attributes }, words);
  made.addEventListener("click", press);
  return made;
}

/**
 * An element of this page that has to be there.
 * @template {typeof HTMLElement} T
 * @param {string} id @param {T} [type] @returns {InstanceType<T>}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof (type ?? HTMLElement))) throw new Error(`This page has no #${id}.`);
  return /** @type {InstanceType<T>} */ (found);
}

/** Set a text only when it differs, so that nothing is announced twice. @param {HTMLElement} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
