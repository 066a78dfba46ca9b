import assert from "node:assert/strict";
import { test } from "node:test";

import { FEW, gather, membersOf, spread } from "../src/data/bin.js";

const random = (seed) => () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
const SIZE = 2048;
const WINDOW = { west: 0, north: 0, east: 1, south: 1, size: SIZE };

function scatter(count, next) {
  return {
    xs: Float64Array.from({ length: count }, next),
    ys: Float64Array.from({ length: count }, next),
    kinds: Uint8Array.from({ length: count }, () => Math.floor(next() * 3)),
    kindCount: 3,
  };
}

test("every row in the window is in one group, and no two groups cover each other", () => {
  const next = random(3);
  for (const count of [0, 1, 2, 50, 3000]) {
    const marks = scatter(count, next);
    const rows = Uint32Array.from({ length: count }, (_, i) => i);
    const { groups, grid } = gather(rows, marks, WINDOW, 40);
    assert.equal(groups.reduce((sum, g) => sum + g.count, 0), count);
    const members = groups.flatMap((group) => membersOf(group, grid, rows, marks, WINDOW));
    assert.deepEqual(members.sort((a, b) => a - b), [...rows]);
    for (const group of groups) {
      assert.equal(group.rows.length, Math.min(group.count, FEW));
      assert.equal(group.kinds.reduce((a, b) => a + b), group.count);
    }
    groups.forEach((a, i) =>
      groups.slice(i + 1).forEach((b) => assert.ok(Math.hypot(a.x - b.x, a.y - b.y) * SIZE >= 40 - 1e-9)),
    );
  }
});

test("rows outside the window cost nothing and are not gathered", () => {
  const marks = { xs: Float64Array.of(0.25, 0.9), ys: Float64Array.of(0.25, NaN), kinds: [0, 0], kindCount: 1 };
  const { groups } = gather([0, 1], marks, { ...WINDOW, east: 0.5, south: 0.5 }, 40);
  assert.deepEqual(groups.map((g) => g.rows), [[0]]);
});

test("a row across the antimeridian is gathered on the copy that is in view", () => {
  const marks = { xs: Float64Array.of(0.999, 0.001), ys: Float64Array.of(0.5, 0.5), kinds: [0, 0], kindCount: 1 };
  const { groups } = gather([0, 1], marks, { west: 0.98, north: 0.4, east: 1.02, south: 0.6, size: SIZE }, 40);
  assert.equal(groups.length, 1);
  assert.ok(Math.abs(groups[0].x - 1) < 1e-9);
});

test("marks of a small group stand apart", () => {
  for (let count = 1; count <= FEW; count++) {
    const spots = spread(count, 18, 13);
    assert.equal(spots.length, count);
    spots.forEach(([x, y], i) =>
      spots.slice(i + 1).forEach(([u, v]) => assert.ok(Math.hypot(x - u, y - v) >= 18)),
    );
  }
});
