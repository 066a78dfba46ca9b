/**
 * Reads the payload that html.py writes (docs/payload.md): columns, dictionary-coded.
 */

/** @type {WeakMap<Document, Promise<object>>} */
const read = new WeakMap();

/**
 * The parts of the page's payload by layer id; read once.
 * @param {Document} page
 * @returns {Promise<Record<string, any>>}
 */
export function payload(page = document) {
  if (!read.has(page)) read.set(page, parse(page.getElementById("geomap-payload")));
  return read.get(page);
}

/** @param {HTMLElement} block */
async function parse(block) {
  const text = block.textContent;
  const parsed = JSON.parse(block.dataset.encoding === "deflate" ? await inflate(JSON.parse(text)) : text);
  return parsed.parts;
}

/** @param {string} base64 zlib stream of UTF-8 text */
export async function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/**
 * A column as a plain array: `[..]` as it is, `{dict, codes}` looked up, `{dict, lists}` lists.
 * @param {any} column
 */
export function decodeColumn(column) {
  if (Array.isArray(column)) return column;
  const { dict, codes, lists } = column;
  if (codes) return codes.map((code) => (code < 0 ? null : dict[code]));
  return lists.map((list) => list.map((code) => dict[code]));
}

/**
 * Points of a line or ring: `[x0, y0, dx, dy, ...]` in units of 1/scale degree.
 * @param {number[]} steps
 * @param {number} scale
 * @returns {Float64Array} lon, lat, lon, lat, ...
 */
export function decodeLine(steps, scale) {
  const points = new Float64Array(steps.length);
  let [x, y] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points[i] = x / scale;
    points[i + 1] = y / scale;
  }
  return points;
}

/**
 * A table: columns by name, and a row as an object.
 * @param {{rows: number, columns: Record<string, any>}} part
 */
export function decodeTable(part) {
  const columns = Object.fromEntries(
    Object.entries(part.columns).map(([name, column]) => [name, decodeColumn(column)]),
  );
  const names = Object.keys(columns);
  const row = (index) => Object.fromEntries(names.map((name) => [name, columns[name][index]]));
  return { rows: part.rows, columns, row };
}

const DAY = 86_400_000;

/** Days since 1970 of an ISO date, NaN when there is none. @param {?string} text */
export function toDay(text) {
  return text ? Math.floor(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY) : NaN;
}

/** ISO date of a day number. @param {number} day */
export function fromDay(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
