/**
 * Which rows are visible, and how many rows each choice of a facet would show. Each criterion has a
 * bit; a row's number says which criteria it fails, so that changing one costs one short pass.
 */

/**
 * @typedef {{key: string, label: string, values: string[], codes: Int32Array}} Facet
 * @typedef {{rows: number, fails: Uint16Array, facets: Facet[]}} Filter
 */

export const TIME = 1;
export const SEARCH = 2;
export const BORDER = 4;
const FIRST_FACET = 3;

/** @param {number} rows @param {Facet[]} facets @returns {Filter} */
export const makeFilter = (rows, facets) => ({ rows, fails: new Uint16Array(rows), facets });

/** @param {number} index of a facet */
export const facetBit = (index) => 1 << (FIRST_FACET + index);

/**
 * A facet from a column of words by number; its values in the order in which they are listed.
 * @param {string} key
 * @param {string} label
 * @param {{dict: string[], codes: Int32Array}} column
 * @param {{word?: (value: string) => string, order?: string[], missing?: string}} [words] `order`:
 *   values that come first; the others by count
 * @returns {Facet}
 */
export function makeFacet(key, label, column, { word = String, order = [], missing = "not given" } = {}) {
  const names = [...column.dict.map((value) => (value === "" ? missing : word(value))), missing];
  const counts = new Map();
  const used = new Uint32Array(names.length);
  const last = names.length - 1;
  for (const code of column.codes) used[code < 0 ? last : code] += 1;
  names.forEach((name, i) => {
    if (used[i]) counts.set(name, (counts.get(name) ?? 0) + used[i]);
  });
  const rank = (name) => (order.includes(name) ? order.indexOf(name) - order.length : 0);
  const values = [...counts.keys()].sort(
    (a, b) => rank(a) - rank(b) || counts.get(b) - counts.get(a) || (a < b ? -1 : 1),
  );
  const index = new Map(values.map((value, i) => [value, i]));
  const places = names.map((name) => index.get(name) ?? 0);
  const codes = new Int32Array(column.codes.length);
  for (let i = 0; i < codes.length; i++) {
    codes[i] = places[column.codes[i] < 0 ? last : column.codes[i]];
  }
  return { key, label, values, codes };
}

/** Sets a criterion's bit where a row fails. @param {(row: number) => boolean} passes */
function mark({ rows, fails }, bit, passes) {
  for (let i = 0; i < rows; i++) {
    if (passes(i)) fails[i] &= ~bit;
    else fails[i] |= bit;
  }
}

/** Days, both ends included; null for all, the undated too. */
export function setSpan(filter, start, end, span) {
  const { rows, fails } = filter;
  if (!span) return mark(filter, TIME, () => true);
  const [from, to] = span;
  for (let i = 0; i < rows; i++) {
    if (start[i] <= to && end[i] >= from) fails[i] &= ~TIME;
    else fails[i] |= TIME;
  }
}

/** @param {?Uint8Array} hits 1 for the rows found; null for all */
export function setHits(filter, hits) {
  mark(filter, SEARCH, hits ? (i) => hits[i] === 1 : () => true);
}

/** @param {?number} most kilometers to the border; null for all, those without one too */
export function setBorder(filter, borderKm, most) {
  mark(filter, BORDER, most === null ? () => true : (i) => borderKm[i] <= most);
}

/** @param {number} index of the facet @param {Set<number>} chosen numbers of values; empty for all */
export function setFacet(filter, index, chosen) {
  const { codes, values } = filter.facets[index];
  const taken = Uint8Array.from(values, (_, i) => (chosen.size === 0 || chosen.has(i) ? 1 : 0));
  mark(filter, facetBit(index), (i) => taken[codes[i]] === 1);
}

/**
 * The rows that pass, in order, and those of them that are drawn, not drawn, and marks at a place.
 * @param {Filter} filter
 * @param {{mapped: Uint8Array, pointed: Uint8Array, kinds: Uint8Array}} looks
 * @returns {{rows: Uint32Array, drawn: Uint32Array, left: Uint32Array, pointed: Uint32Array,
 *   kinds: Uint32Array}} kinds: how many of each symbol are drawn
 */
export function sift({ rows, fails }, { mapped, pointed, kinds }) {
  const found = ["rows", "drawn", "left", "pointed"].map(() => new Uint32Array(rows));
  const counts = new Uint32Array(256);
  let [all, drawn, left, marks] = [0, 0, 0, 0];
  for (let i = 0; i < rows; i++) {
    if (fails[i] !== 0) continue;
    found[0][all++] = i;
    if (mapped[i] === 0) {
      found[2][left++] = i;
      continue;
    }
    found[1][drawn++] = i;
    counts[kinds[i]] += 1;
    if (pointed[i] === 1) found[3][marks++] = i;
  }
  const cut = [all, drawn, left, marks].map((count, i) => found[i].subarray(0, count));
  return { rows: cut[0], drawn: cut[1], left: cut[2], pointed: cut[3], kinds: counts };
}

/**
 * How many rows each choice shows with the other criteria as they are.
 * @param {Filter} filter
 * @returns {Uint32Array[]} by facet
 */
export function countChoices({ rows, fails, facets }) {
  const counts = facets.map(({ values }) => new Uint32Array(values.length));
  const codes = facets.map((facet) => facet.codes);
  /** The facet whose bit alone is set, by the number of a row; -1 for other numbers. */
  const alone = new Int8Array(facetBit(facets.length)).fill(-1);
  facets.forEach((_, f) => (alone[facetBit(f)] = f));
  for (let i = 0; i < rows; i++) {
    const failed = fails[i];
    if (failed === 0) for (let f = 0; f < codes.length; f++) counts[f][codes[f][i]] += 1;
    else if (alone[failed] >= 0) counts[alone[failed]][codes[alone[failed]][i]] += 1;
  }
  return counts;
}
