/** Which rows are visible, and how many rows each choice of a facet would show. */

/**
 * @typedef {{key: string, label: string, values: string[], codes: Int32Array}} Facet
 * @typedef {{chosen: Record<string, Set<number>>, query: string,
 *   span: ?[number, number], borderKm: ?number}} Criteria
 * @typedef {{start: Float64Array, end: Float64Array, words: () => string[],
 *   borderKm: ArrayLike<?number>, rows: number}} Rows
 */

/**
 * @param {string} key
 * @param {string} label
 * @param {any[]} column
 * @param {(value: any) => string} [word]
 * @param {string[]} [order] the labels that come first, in this order; others by count
 * @returns {Facet}
 */
export function makeFacet(key, label, column, word = String, order = []) {
  const names = column.map((value) => (value === null || value === "" ? "not given" : word(value)));
  const counts = new Map();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  const rank = (name) => (order.includes(name) ? order.indexOf(name) - order.length : 0);
  const values = [...counts.keys()].sort(
    (a, b) => rank(a) - rank(b) || counts.get(b) - counts.get(a) || (a < b ? -1 : 1),
  );
  const index = new Map(values.map((value, i) => [value, i]));
  return { key, label, values, codes: Int32Array.from(names, (name) => index.get(name)) };
}

/** Text without case and accents, for searching. @param {string} text */
export const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i").toLowerCase();

/**
 * One pass over the rows. A choice's count is what it would show with the other facets as they are.
 * @param {Rows} rows
 * @param {Facet[]} facets
 * @param {Criteria} criteria
 * @returns {{visible: Uint8Array, total: number, counts: Record<string, Uint32Array>}}
 */
export function filterRows(rows, facets, criteria) {
  const visible = new Uint8Array(rows.rows);
  const counts = facets.map((facet) => new Uint32Array(facet.values.length));
  const chosen = facets.map((facet) => criteria.chosen[facet.key]);
  const passes = rowTest(rows, criteria);
  let total = 0;
  for (let i = 0; i < rows.rows; i++) {
    if (!passes(i)) continue;
    let failed = -1;
    let fails = 0;
    for (let f = 0; f < facets.length && fails < 2; f++) {
      if (chosen[f]?.size && !chosen[f].has(facets[f].codes[i])) {
        fails += 1;
        failed = f;
      }
    }
    if (fails === 0) {
      visible[i] = 1;
      total += 1;
      for (let f = 0; f < facets.length; f++) counts[f][facets[f].codes[i]] += 1;
    } else if (fails === 1) {
      counts[failed][facets[failed].codes[i]] += 1;
    }
  }
  return { visible, total, counts: Object.fromEntries(facets.map((f, i) => [f.key, counts[i]])) };
}

/** The test of search words, days and distance: everything but the facets. */
function rowTest(rows, { query, span, borderKm }) {
  const sought = fold(query).split(/\s+/).filter(Boolean);
  const words = sought.length ? rows.words() : [];
  return (i) =>
    (!span || (rows.start[i] <= span[1] && rows.end[i] >= span[0])) &&
    (borderKm === null || (rows.borderKm[i] ?? Infinity) <= borderKm) &&
    sought.every((word) => words[i].includes(word));
}
