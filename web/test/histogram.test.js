import assert from "node:assert/strict";
import { test } from "node:test";

import { chooseBins, countBars, dayRange } from "../src/data/histogram.js";

test("bars are as fine as their number allows and cover every day", () => {
  assert.equal(chooseBins(0, 29, 90).name, "day");
  assert.equal(chooseBins(0, 364, 90).name, "week");
  assert.equal(chooseBins(0, 3650, 130).name, "month");
  for (const last of [0, 89, 90, 5000, 200_000]) {
    const { first, step, count } = chooseBins(0, last, 90);
    assert.ok(first + step * count > last);
    assert.ok(count <= 90 || step === 3652.5);
  }
});

test("every row is in a bar or undated, vague ones in the last group", () => {
  const rows = {
    start: Float64Array.of(0, 0, 2, NaN, 1),
    end: Float64Array.of(0, 60, 2, NaN, 1),
    groups: [0, 0, 1, 0, 1],
    groupCount: 2,
  };
  const fails = Uint16Array.of(0, 0, 0, 0, 2);
  const { bars, most, undated } = countBars(chooseBins(0, 2, 90), rows, fails, 1);
  assert.deepEqual([...bars], [1, 0, 1, 0, 0, 0, 0, 1, 0]);
  assert.deepEqual([most, undated], [2, 1]);
});

test("what only the time span hides still stands in the bars", () => {
  const rows = { start: Float64Array.of(0), end: Float64Array.of(0), groups: [0], groupCount: 1 };
  assert.equal(countBars(chooseBins(0, 0, 9), rows, Uint16Array.of(1), 1).most, 1);
});

test("a range needs a date", () => {
  assert.equal(dayRange([NaN], [NaN]), null);
  assert.deepEqual(dayRange([5, NaN, 3], [6, NaN, 9]), [3, 9]);
});
