/** Gathers marks that would cover each other: cells of a grid, then cells that lie too near. */

/** Rows that a group remembers one by one; of a larger one only their number. */
export const FEW = 6;

/**
 * @typedef {{x: number, y: number, count: number, rows: number[], kinds: Uint32Array,
 *   cells: number[]}} Group x, y: unit Mercator of the middle; rows: at most FEW; kinds: rows of
 *   each symbol
 * @typedef {{xs: Float64Array, ys: Float64Array, kinds: ArrayLike<number>, kindCount: number}} Marks
 * @typedef {{west: number, north: number, east: number, south: number, size: number}} Window
 *   unit Mercator; size: pixels of the world
 */

/**
 * @param {ArrayLike<number>} rows those that may show
 * @param {Marks} marks
 * @param {Window} window
 * @param {number} reach pixels
 * @returns {{groups: Group[], grid: object}}
 */
export function gather(rows, marks, window, reach) {
  const grid = makeGrid(window, reach, marks.kindCount);
  fill(grid, rows, marks, window);
  return { groups: merge(grid, marks, window, reach), grid };
}

/**
 * All rows of a group, however many.
 * @param {Group} group
 * @param {object} grid that gave it
 * @returns {number[]}
 */
export function membersOf(group, grid, rows, marks, window) {
  const cells = new Set(group.cells);
  const cellOf = locate(grid, marks, window);
  return Array.from(rows).filter((row) => cells.has(cellOf(row)));
}

/** The cell of a row, on the copy of the world nearest to the window's middle; -1 outside. */
function locate({ step, left, top, columns, cells }, { xs, ys }, { west, east }) {
  const middle = (west + east) / 2;
  const lines = cells / columns;
  return (row) => {
    const cx = Math.floor((xs[row] + Math.round(middle - xs[row])) / step) - left;
    const cy = Math.floor(ys[row] / step) - top;
    return cx >= 0 && cx < columns && cy >= 0 && cy < lines ? cy * columns + cx : -1;
  };
}

function makeGrid({ west, north, east, south, size }, reach, kindCount) {
  const step = reach / size;
  const left = Math.floor(west / step) - 1;
  const top = Math.floor(north / step) - 1;
  const columns = Math.floor(east / step) + 2 - left;
  const cells = columns * (Math.floor(south / step) + 2 - top);
  return {
    step,
    left,
    top,
    columns,
    cells,
    counts: new Uint32Array(cells),
    sumX: new Float64Array(cells),
    sumY: new Float64Array(cells),
    few: new Int32Array(cells * FEW),
    kinds: new Uint32Array(cells * kindCount),
  };
}

function fill(grid, rows, marks, window) {
  const { counts, sumX, sumY, few } = grid;
  const { xs, ys, kinds, kindCount } = marks;
  const middle = (window.west + window.east) / 2;
  const cellOf = locate(grid, marks, window);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const cell = cellOf(row);
    if (cell < 0) continue;
    if (counts[cell] < FEW) few[cell * FEW + counts[cell]] = row;
    counts[cell] += 1;
    sumX[cell] += xs[row] + Math.round(middle - xs[row]);
    sumY[cell] += ys[row];
    grid.kinds[cell * kindCount + kinds[row]] += 1;
  }
}

/** Cells from the fullest on; one whose middle lies within reach of a group joins it. */
function merge(grid, { kindCount }, window, reach) {
  const { counts, sumX, sumY, few, kinds, columns, step, left, top } = grid;
  const order = [];
  for (let cell = 0; cell < grid.cells; cell++) if (counts[cell]) order.push(cell);
  order.sort((a, b) => counts[b] - counts[a] || a - b);
  /** @type {Map<number, Group[]>} groups by the cell of their middle */
  const placed = new Map();
  const limit = (reach / window.size) ** 2;
  const groups = [];
  for (const cell of order) {
    const count = counts[cell];
    const [x, y] = [sumX[cell] / count, sumY[cell] / count];
    const rows = Array.from(few.subarray(cell * FEW, cell * FEW + Math.min(count, FEW)));
    const part = kinds.subarray(cell * kindCount, (cell + 1) * kindCount);
    const at = (Math.floor(y / step) - top) * columns + Math.floor(x / step) - left;
    const near = nearest(placed, at, columns, x, y, limit);
    if (near) join(near, { count, rows, part, cell });
    else {
      const group = { x, y, count, rows, kinds: part.slice(), cells: [cell] };
      placed.set(at, [...(placed.get(at) ?? []), group]);
      groups.push(group);
    }
  }
  return groups;
}

function nearest(placed, at, columns, x, y, limit) {
  for (const down of [-columns, 0, columns]) {
    for (const right of [-1, 0, 1]) {
      for (const group of placed.get(at + down + right) ?? []) {
        if ((group.x - x) ** 2 + (group.y - y) ** 2 < limit) return group;
      }
    }
  }
  return null;
}

function join(group, { count, rows, part, cell }) {
  group.count += count;
  group.cells.push(cell);
  group.rows = [...group.rows, ...rows].slice(0, FEW).sort((a, b) => a - b);
  part.forEach((number, kind) => (group.kinds[kind] += number));
}

/**
 * Where the marks of a small group stand: rows of three above their place.
 * @param {number} count
 * @param {number} step pixels between marks
 * @param {number} lift pixels from the place to the lowest row
 * @returns {[number, number][]} offsets in pixels, y down
 */
export function spread(count, step, lift) {
  return Array.from({ length: count }, (_, i) => {
    const line = Math.floor(i / 3);
    const inLine = Math.min(3, count - line * 3);
    return [((i % 3) - (inLine - 1) / 2) * step, -lift - line * step];
  });
}
