import assert from "node:assert/strict";
import { test } from "node:test";

import { readFragment, readSpan, readView, writeFragment } from "../src/data/state.js";

test("a state survives the address", () => {
  const state = { type: ["Battles", "a|b & c=d#"], q: ["طورخم 50%"] };
  const text = `#${writeFragment({ ...state, t: null, empty: [] })}`;
  assert.deepEqual(readFragment(text), state);
});

test("rubbish in the address is left out", () => {
  assert.deepEqual(readFragment("#%E0%A4%A&q=ok&=&z"), { "%E0%A4%A": [""], q: ["ok"], "": [""], z: [""] });
  assert.deepEqual(readFragment("#q=%E0%A4%A"), {});
  assert.equal(readView({ z: ["x"], c: ["1,2"] }), null);
  assert.equal(readView({ z: ["5"], c: ["95,2"] }), null);
  assert.deepEqual(readView({ z: ["5.5"], c: ["1,2"] }), { zoom: 5.5, lat: 1, lon: 2 });
  assert.equal(readSpan("2025-10-12..2025-10-09"), null);
  assert.deepEqual(readSpan("2025-10-09..2025-10-12"), ["2025-10-09", "2025-10-12"]);
});
