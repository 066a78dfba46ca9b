import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";

import { decodeCodes, decodeLine, decodeNumbers, fromDay, rowCount, rowOf, toDay } from "../src/data/decode.js";

/** Planes of bytes, deflated, as payload.py writes them. */
function packed(array) {
  const [bytes, width] = [new Uint8Array(array.buffer), array.BYTES_PER_ELEMENT];
  const planes = Array.from({ length: width }, (_, plane) => bytes.filter((_, i) => i % width === plane));
  return deflateSync(Buffer.concat(planes)).toString("base64");
}

test("numbers come plain or packed, scaled, and missing ones are NaN", async () => {
  const plain = await decodeNumbers({ scale: 10, values: [15, null, -3] });
  assert.deepEqual([...plain], [1.5, NaN, -0.3]);
  const data = packed(Int16Array.of(15, -32_768, -3));
  assert.deepEqual(await decodeNumbers({ scale: 10, values: { type: "i2", data } }), plain);
});

test("codes come plain or packed, missing ones are -1", async () => {
  const plain = await decodeCodes({ dict: ["a", "b"], values: [1, null, 0] });
  assert.deepEqual([...plain.codes], [1, -1, 0]);
  const data = packed(Int8Array.of(1, -128, 0));
  assert.deepEqual(await decodeCodes({ dict: ["a", "b"], values: { type: "i1", data } }), plain);
});

test("a row is read from columns that vary or not", () => {
  const columns = { a: [1, 2], b: { all: "x" }, c: [[], ["y"]] };
  assert.deepEqual(rowOf(columns, 1), { a: 2, b: "x", c: ["y"] });
  assert.equal(rowCount(columns), 2);
  assert.equal(rowCount({ a: { all: 1 } }), 1);
  assert.equal(rowCount(null), 0);
});

test("words that stand elsewhere in the row are put back, braces too", () => {
  const columns = {
    place_name: ["Town", "Other"],
    actors: { all: [{ name: "Army" }] },
    headline: { with: ["place_name", "actors"], cells: ["{2} in {1}", "{0}1} {1}"] },
  };
  assert.equal(rowOf(columns, 0).headline, "Army in Town");
  assert.equal(rowOf(columns, 1).headline, "{1} Other");
});

test("steps of a line add up", () => {
  assert.deepEqual([...decodeLine([70_000, 33_500, 500, -1_000], 1000)], [70, 33.5, 70.5, 32.5]);
});

test("days and dates agree, before 1970 too", () => {
  for (const day of ["1893-11-12", "1970-01-01", "2024-02-29"]) assert.equal(fromDay(toDay(day)), day);
  assert.equal(fromDay(NaN), null);
  assert.ok(Number.isNaN(toDay(null)));
});
