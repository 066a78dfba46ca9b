import assert from "node:assert/strict";
import { test } from "node:test";

import { countHexagons, hexagonsAround, rowsOf, SHADES, shadeLows, shadeOf, shadeWords } from "../src/data/hexagons.js";

const random = (seed) => () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;

function scatter(count, next) {
  return { xs: Float64Array.from({ length: count }, next), ys: Float64Array.from({ length: count }, next) };
}

test("every row is in one hexagon, whose middle is the nearest of all", () => {
  const places = scatter(500, random(7));
  const rows = Uint32Array.from({ length: 500 }, (_, i) => i);
  for (const around of [1, 4, 40]) {
    const cells = countHexagons(rows, places, around);
    assert.equal(cells.reduce((sum, { count }) => sum + count, 0), 500);
    for (const { key, x, y, count } of cells) {
      const members = rowsOf(key, rows, places, around);
      assert.equal(members.length, count);
      for (const row of members) {
        const across = Math.abs(places.xs[row] - x);
        const [dx, dy] = [Math.min(across, 1 - across), Math.abs(places.ys[row] - y)];
        assert.ok(dx * around <= 0.5 + 1e-9);
        assert.ok((dx / 2 + (dy * Math.sqrt(3)) / 2) * around <= 0.5 + 1e-9);
      }
    }
  }
});

test("the hexagon over the antimeridian is one", () => {
  const places = { xs: Float64Array.of(0.0001, 0.9999), ys: Float64Array.of(0.5, 0.5) };
  assert.equal(countHexagons([0, 1], places, 10).length, 1);
});

test("hexagons around the world are about as wide as asked, and a whole number", () => {
  for (const zoom of [0, 3, 9]) {
    const size = 256 * 2 ** zoom;
    const around = hexagonsAround(size, 22);
    assert.ok(Number.isInteger(around) && Math.abs(size / around - 22) < 1.5);
  }
});

test("shades part the counts and say what they are", () => {
  for (const most of [0, 1, 2, 3, 29, 100, 5000, 10 ** 7]) {
    const lows = shadeLows(most);
    assert.ok(lows.length <= SHADES && lows[0] === 1);
    assert.equal(shadeOf(1, lows), 0);
    assert.equal(shadeOf(Math.max(1, most), lows), lows.length - 1);
  }
  assert.deepEqual(shadeLows(5000).map((_, i) => shadeWords(shadeLows(5000), i)), ["1–99", "100–299", "300–999", "1,000–2,999", "3,000+"]);
});
