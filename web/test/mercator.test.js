import assert from "node:assert/strict";
import { test } from "node:test";

import { pixelsOf, scaleBar, toLat, toLon, toX, toY } from "../src/data/mercator.js";

test("there and back", () => {
  for (const lat of [-80, -33.5, 0, 34.1, 80]) assert.ok(Math.abs(toLat(toY(lat)) - lat) < 1e-9);
  for (const lon of [-180, 0, 70.2, 190]) assert.ok(Math.abs(toLon(toX(lon)) - lon) < 1e-9);
});

test("a scale bar is round, fits, and is true at its latitude", () => {
  for (const lat of [0, 34, 60]) {
    for (let zoom = 2; zoom <= 13; zoom += 0.25) {
      const { km, pixels } = scaleBar(lat, zoom, 110);
      assert.ok(pixels <= 110 + 1e-9 && pixels > 40);
      assert.ok([1, 2, 5].includes(Number((km / 10 ** Math.floor(Math.log10(km) + 1e-9)).toFixed(6))));
      assert.ok(Math.abs(pixelsOf(km, lat, zoom) - pixels) < 1e-9);
    }
  }
});
