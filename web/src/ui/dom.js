/** Elements made of text: nothing here sets HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag "div.card.open" with classes
 * @param {Record<string, any>} [words] attributes; `on...` listeners; null leaves one out
 * @param {...(Node | string | null | false)} children
 * @returns {HTMLElement}
 */
export function make(tag, words = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.classList.add(...classes);
  setAll(element, words);
  element.append(...children.filter((child) => child || child === ""));
  return element;
}

/** @param {string} tag @param {Record<string, any>} words */
export function makeSvg(tag, words = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  setAll(element, words);
  element.append(...children);
  return element;
}

function setAll(element, words) {
  for (const [key, value] of Object.entries(words)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
}

/** Words of a source: their direction is their own and does not leak. */
export const said = (tag, text, words = {}) => make(tag, { dir: "auto", ...words }, text);
