/** What the reader chose, as the fragment of the address: `#z=7&c=33.5,70.2&type=Battles&q=bus`. */

/** @param {Record<string, string | string[] | null | undefined>} state */
export function writeFragment(state) {
  return Object.entries(state)
    .filter(([, value]) => value !== null && value !== undefined && value.length)
    .map(([key, value]) => `${key}=${[value].flat().map(encodeURIComponent).join("|")}`)
    .join("&");
}

/**
 * @param {string} fragment with or without #; anything unreadable is left out
 * @returns {Record<string, string[]>}
 */
export function readFragment(fragment) {
  const pairs = fragment.replace(/^#/, "").split("&").filter(Boolean);
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const [key, value = ""] = pair.split("=");
      try {
        return [[key, value.split("|").map(decodeURIComponent)]];
      } catch {
        return [];
      }
    }),
  );
}

/** A day span "2025-10-09..2025-10-12" as two ISO dates, or null. @param {?string} text */
export function readSpan(text) {
  const found = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text ?? "");
  return found && found[1] <= found[2] ? [found[1], found[2]] : null;
}

/** A view {zoom, lat, lon} from the fragment's z and c, or null. */
export function readView({ z, c }) {
  const zoom = Number(z?.[0]);
  const [lat, lon] = (c?.[0] ?? "").split(",").map(Number);
  const good = z && c && [zoom, lat, lon].every(Number.isFinite) && Math.abs(lat) <= 90;
  return good ? { zoom, lat, lon } : null;
}
