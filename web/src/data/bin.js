/** Gathers marks that would cover each other. Distances are pixels at one zoom. */

/**
 * Groups of rows nearer to the group's first than `reach`; linear, by cells.
 * @param {ArrayLike<number>} rows row numbers, in the order that decides who is first
 * @param {ArrayLike<number>} xs unit Mercator by row
 * @param {ArrayLike<number>} ys
 * @param {number} size pixels of the world
 * @param {number} reach pixels
 * @returns {{rows: number[], x: number, y: number}[]} x, y: unit Mercator of the middle
 */
export function gather(rows, xs, ys, size, reach) {
  const cells = new Map();
  const groups = [];
  const stride = 2 ** 26;
  const limit = (reach / size) ** 2;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const cx = Math.floor((xs[row] * size) / reach);
    const cy = Math.floor((ys[row] * size) / reach);
    const group = nearest(cells, cx, cy, stride, xs[row], ys[row], limit);
    if (group) {
      group.rows.push(row);
    } else {
      const made = { rows: [row], x: xs[row], y: ys[row], firstX: xs[row], firstY: ys[row] };
      const key = cy * stride + cx;
      if (cells.has(key)) cells.get(key).push(made);
      else cells.set(key, [made]);
      groups.push(made);
    }
  }
  groups.forEach((group) => center(group, xs, ys));
  return groups;
}

function nearest(cells, cx, cy, stride, x, y, limit) {
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      for (const group of cells.get((cy + dy) * stride + cx + dx) ?? []) {
        const distance = (group.firstX - x) ** 2 + (group.firstY - y) ** 2;
        if (distance < limit) return group;
      }
    }
  }
  return null;
}

function center(group, xs, ys) {
  const mean = (values) => group.rows.reduce((sum, row) => sum + values[row], 0) / group.rows.length;
  group.x = mean(xs);
  group.y = mean(ys);
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
