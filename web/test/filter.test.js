import assert from "node:assert/strict";
import { test } from "node:test";

import { TIME, countChoices, makeFacet, makeFilter, setBorder, setFacet, setHits, setSpan, sift } from "../src/data/filter.js";

/** A small generator, so that a failure can be repeated. */
const random = (seed) => () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;

function sample(rows, next) {
  const column = (words) => ({ dict: words, codes: Int32Array.from({ length: rows }, () => Math.floor(next() * (words.length + 1)) - 1) });
  return {
    columns: [column(["Battles", "Riots", "Protests"]), column(["occurred", "planned"])],
    start: Float64Array.from({ length: rows }, () => (next() < 0.1 ? NaN : Math.floor(next() * 30))),
    km: Float64Array.from({ length: rows }, () => (next() < 0.1 ? NaN : next() * 100)),
  };
}

test("each way of setting criteria gives what trying every row gives", () => {
  const next = random(7);
  for (let turn = 0; turn < 60; turn++) {
    const rows = Math.floor(next() * 80);
    const { columns, start, km } = sample(rows, next);
    const facets = columns.map((column, i) => makeFacet(`f${i}`, "F", column));
    const filter = makeFilter(rows, facets);
    const end = start.map((day) => day + 2);
    const span = next() < 0.5 ? [5, 5 + Math.floor(next() * 10)] : null;
    const most = next() < 0.5 ? next() * 100 : null;
    const hits = next() < 0.5 ? Uint8Array.from({ length: rows }, () => Number(next() < 0.6)) : null;
    const chosen = facets.map(({ values }) => new Set(values.map((_, i) => i).filter(() => next() < 0.3)));
    setSpan(filter, start, end, [0, 0]);
    setSpan(filter, start, end, span);
    setBorder(filter, km, most);
    setHits(filter, hits);
    chosen.forEach((set, i) => setFacet(filter, i, set));

    const others = (row) => (!span || (start[row] <= span[1] && end[row] >= span[0])) && (most === null || km[row] <= most) && (!hits || hits[row] === 1);
    const inFacet = (row, f) => !chosen[f].size || chosen[f].has(facets[f].codes[row]);
    const all = Array.from({ length: rows }, (_, i) => i);
    const looks = { mapped: all.map((i) => Number(i % 5 > 0)), pointed: all.map((i) => Number(i % 5 > 2)), kinds: all.map((i) => i % 3) };
    const passing = all.filter((row) => others(row) && inFacet(row, 0) && inFacet(row, 1));
    const found = sift(filter, looks);
    assert.deepEqual([...found.rows], passing);
    assert.deepEqual([...found.drawn], passing.filter((row) => looks.mapped[row]));
    assert.deepEqual([...found.left], passing.filter((row) => !looks.mapped[row]));
    assert.deepEqual([...found.pointed], passing.filter((row) => looks.pointed[row]));
    for (let kind = 0; kind < 3; kind++) {
      assert.equal(found.kinds[kind], passing.filter((row) => looks.mapped[row] && row % 3 === kind).length);
    }
    countChoices(filter).forEach((counts, f) =>
      counts.forEach((count, value) => {
        const shown = all.filter((row) => others(row) && inFacet(row, 1 - f) && facets[f].codes[row] === value);
        assert.equal(count, shown.length);
      }),
    );
  }
});

test("undated rows fail a span and nothing else", () => {
  const filter = makeFilter(1, []);
  setSpan(filter, Float64Array.of(NaN), Float64Array.of(NaN), [0, 1]);
  assert.equal(filter.fails[0], TIME);
  setSpan(filter, Float64Array.of(NaN), Float64Array.of(NaN), null);
  assert.equal(filter.fails[0], 0);
});

test("a facet lists the known order first, then by count, and names what is missing", () => {
  const column = { dict: ["b", "a", "x", ""], codes: Int32Array.of(0, 1, 2, 2, 3, -1) };
  const facet = makeFacet("k", "K", column, { order: ["a", "b", "never"] });
  assert.deepEqual(facet.values, ["a", "b", "not given", "x"]);
  assert.deepEqual([...facet.codes], [1, 0, 3, 3, 2, 2]);
});

test("words that read alike are one choice", () => {
  const column = { dict: ["occurred", "ongoing"], codes: Int32Array.of(0, 1) };
  assert.deepEqual(makeFacet("k", "K", column, { word: () => "reported" }).values, ["reported"]);
});
