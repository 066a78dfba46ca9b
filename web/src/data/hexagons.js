/**
 * Counts rows in hexagons of the map's plane: pointy top, in rows of which every second one is
 * shifted by half a hexagon. At one zoom they lie the same wherever the map is moved to.
 */

const HIGH = Math.sqrt(3);
/** Counts from which on a shade begins; as many shades as `SHADES` at the most. */
const LOWS = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000];
export const SHADES = 5;

/** How many hexagons of about some pixels lie side by side around the world: a whole number. */
export const hexagonsAround = (size, pixels) => Math.max(1, Math.round(size / pixels));

/** The hexagon of a place, as one number; of the two grids of middles the nearer middle wins. */
function hexagonAt(x, y, around) {
  const [u, v] = [x * around, (y * around) / HIGH];
  const even = [Math.round(u), Math.round(v)];
  const odd = [Math.floor(u), Math.floor(v)];
  const offEven = (u - even[0]) ** 2 + 3 * (v - even[1]) ** 2;
  const offOdd = (u - odd[0] - 0.5) ** 2 + 3 * (v - odd[1] - 0.5) ** 2;
  const [column, row] = offEven <= offOdd ? [2 * even[0], 2 * even[1]] : [2 * odd[0] + 1, 2 * odd[1] + 1];
  const columns = 2 * around;
  return row * columns + (((column % columns) + columns) % columns);
}

/**
 * @param {ArrayLike<number>} rows
 * @param {{xs: Float64Array, ys: Float64Array}} places unit Mercator
 * @param {number} around hexagons around the world
 * @returns {{key: number, x: number, y: number, count: number}[]} x, y: the middle
 */
export function countHexagons(rows, { xs, ys }, around) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let i = 0; i < rows.length; i++) {
    const key = hexagonAt(xs[rows[i]], ys[rows[i]], around);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const columns = 2 * around;
  return Array.from(counts, ([key, count]) => {
    const [column, row] = [key % columns, Math.floor(key / columns)];
    return { key, count, x: column / columns, y: ((row / 2) * HIGH) / around };
  });
}

/** The rows of one hexagon. */
export function rowsOf(key, rows, { xs, ys }, around) {
  return Array.from(rows).filter((row) => hexagonAt(xs[row], ys[row], around) === key);
}

/** Where shades begin, so that the last one is that of the largest count. @param {number} most */
export function shadeLows(most) {
  const lows = LOWS.filter((low) => low <= Math.max(1, most)).slice(-SHADES);
  return [1, ...lows.slice(1)];
}

/** The shade of a count, from 0 on. @param {number[]} lows */
export const shadeOf = (count, lows) => lows.findLastIndex((low) => low <= count);

/** What a shade means in words. @param {number[]} lows @param {number} i */
export function shadeWords(lows, i) {
  const said = (n) => n.toLocaleString("en-US");
  return i === lows.length - 1 ? `${said(lows[i])}+` : `${said(lows[i])}–${said(lows[i + 1] - 1)}`;
}
