/**
 * The page demands Trusted Types (see the Content-Security-Policy in html.py): a string that is
 * about to become HTML must pass this policy. Only the constants with which Leaflet probes the
 * browser pass; any other string becomes text.
 */
const PROBES = new Set(["<svg/>", '<v:shape adj="1"/>', ""]);
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text */
export function neutralize(text) {
  return PROBES.has(text) ? text : text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}

if (globalThis.trustedTypes) {
  globalThis.trustedTypes.createPolicy("default", { createHTML: neutralize });
}
