/** Reads the blocks that payload.py writes (docs/payload.md). */

/** The least whole number: "missing" in a packed column of four bytes. */
const TYPES = { i1: Int8Array, i2: Int16Array, i4: Int32Array };
const LEAST = { i1: -128, i2: -32_768, i4: -2_147_483_648 };

/**
 * The value of a block, read and forgotten (a large text is not kept twice).
 * @param {string} id
 * @returns {Promise<any>} null when the page has no such block
 */
export async function readBlock(id) {
  const block = document.getElementById(id);
  if (!block) return null;
  const text = block.textContent;
  return JSON.parse(block.dataset.encoding === "deflate" ? await inflateText(text) : text);
}

/** @param {string} base64 of a zlib stream */
export async function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

/** @param {string} base64 of a zlib stream of UTF-8 text */
export const inflateText = async (base64) => new TextDecoder().decode(await inflate(base64));

/** Whole numbers from planes of bytes: first the lowest byte of each, then the next. */
async function unpack({ type, data }) {
  const planes = new Uint8Array(await inflate(data));
  const width = TYPES[type].BYTES_PER_ELEMENT;
  const count = planes.length / width;
  const bytes = new Uint8Array(planes.length);
  for (let plane = 0; plane < width; plane++) {
    for (let i = 0; i < count; i++) bytes[i * width + plane] = planes[plane * count + i];
  }
  return new TYPES[type](bytes.buffer);
}

/**
 * A column of numbers; NaN where one is missing.
 * @param {{scale: number, values: (number | null)[] | {type: string, data: string}}} column
 * @returns {Promise<Float64Array>}
 */
export async function decodeNumbers({ scale, values }) {
  if (Array.isArray(values)) return Float64Array.from(values, (v) => (v === null ? NaN : v / scale));
  const whole = await unpack(values);
  const least = LEAST[values.type];
  const numbers = new Float64Array(whole.length);
  for (let i = 0; i < whole.length; i++) numbers[i] = whole[i] === least ? NaN : whole[i] / scale;
  return numbers;
}

/**
 * A column of words by number in a dictionary; -1 where one is missing.
 * @param {{dict: string[], values: (number | null)[] | {type: string, data: string}}} column
 * @returns {Promise<{dict: string[], codes: Int32Array}>}
 */
export async function decodeCodes({ dict, values }) {
  if (Array.isArray(values)) return { dict, codes: Int32Array.from(values, (v) => v ?? -1) };
  const codes = Int32Array.from(await unpack(values));
  const least = LEAST[values.type];
  for (let i = 0; i < codes.length; i++) if (codes[i] === least) codes[i] = -1;
  return { dict, codes };
}

/**
 * A cell of a column: `[...]`, `{all: value}`, or `{with: names, cells}`, whose words "{1}", "{2}"
 * stand for those of the columns named ("{0}" for a brace).
 * @param {Record<string, any>} columns
 * @param {string} name
 * @param {number} index
 */
export function cellOf(columns, name, index) {
  const column = columns[name];
  if (!column || Array.isArray(column)) return column?.[index];
  if (!column.with) return column.all;
  const word = (_, number) => {
    if (number === "0") return "{";
    const value = cellOf(columns, column.with[number - 1], index);
    return Array.isArray(value) ? value[0].name : value;
  };
  return column.cells[index]?.replace(/\{(\d)\}/g, word) ?? null;
}

/** A row of a table of columns. @param {Record<string, any>} columns @param {number} index */
export const rowOf = (columns, index) =>
  Object.fromEntries(Object.keys(columns).map((name) => [name, cellOf(columns, name, index)]));

/** Rows of a table of columns. */
export function rowCount(columns) {
  const found = Object.values(columns ?? {}).map((column) => column.cells ?? column).find(Array.isArray);
  return found ? found.length : columns && Object.keys(columns).length ? 1 : 0;
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

const DAY = 86_400_000;

/** Days since 1970 of an ISO date, NaN when there is none. @param {?string} text */
export function toDay(text) {
  return text ? Math.floor(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY) : NaN;
}

/** ISO date of a day number, null of NaN. @param {number} day */
export const fromDay = (day) =>
  Number.isNaN(day) ? null : new Date(day * DAY).toISOString().slice(0, 10);
