import assert from "node:assert/strict";
import { test } from "node:test";

import { shapeGeometry, toCsv, toGeoJson } from "../src/data/export.js";

test("CSV quotes what needs it and disarms formulas", () => {
  const csv = toCsv([{ a: 'x "y", z', b: "=1+1", c: null, d: [1], e: -2 }]);
  assert.equal(csv, `a,b,c,d,e\r\n"x ""y"", z",'=1+1,,[1],-2`);
  assert.equal(toCsv([]), "");
});

test("GeoJSON keeps every row, with a geometry or without", () => {
  const made = JSON.parse(toGeoJson([{ event_id: "e1" }, { event_id: "e2" }], (row) => (row.event_id === "e1" ? { type: "Point", coordinates: [1, 2] } : null)));
  assert.deepEqual(made.features.map((f) => [f.id, f.geometry?.type ?? null]), [["e1", "Point"], ["e2", null]]);
});

test("an area keeps its holes, and its rings are closed", () => {
  const outer = [0, 0, 4, 0, 0, 4, -4, 0];
  const hole = [1, 1, 1, 0, 0, 1];
  const shape = { kind: "area", parts: [outer, hole, outer], polygons: [2, 1] };
  const { type, coordinates } = shapeGeometry(shape, 1);
  assert.equal(type, "MultiPolygon");
  assert.deepEqual(coordinates.map((rings) => rings.length), [2, 1]);
  for (const ring of coordinates.flat()) assert.deepEqual(ring[0], ring.at(-1));
});
