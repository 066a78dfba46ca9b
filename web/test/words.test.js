import assert from "node:assert/strict";
import { test } from "node:test";

import { claimWords, confidenceWords, markPlace, safeLink } from "../src/data/words.js";

test("only links that lead to a page are followed", () => {
  assert.equal(safeLink("https://example.org/a"), "https://example.org/a");
  for (const url of ["javascript:alert(1)", "data:text/html,x", " JaVaScRiPt:1", "file:///etc/passwd", "//x", "", null]) {
    assert.equal(safeLink(url), null);
  }
});

test("a quote in pieces is the quote, with the place marked", () => {
  const pieces = markPlace("Shells fell on Torkham.", ["TORKHAM"]);
  assert.equal(pieces.map((p) => p.text).join(""), "Shells fell on Torkham.");
  assert.deepEqual(pieces.filter((p) => p.marked), [{ text: "Torkham", marked: true }]);
  assert.deepEqual(markPlace("Nothing here", ["x", ""]), [{ text: "Nothing here", marked: false }]);
});

test("claims say who, how and how many, never a sum", () => {
  const claim = { source: "Army", stance: "claims", low: 23, best: null, high: 58, victims: "soldiers", metric: "killed" };
  assert.equal(claimWords(claim), "Army claims 23 to 58 soldiers killed");
  assert.equal(claimWords({ ...claim, source: "", low: null, high: null }), "A source not named claims soldiers killed");
});

test("confidence is a word and a number, or nothing", () => {
  assert.equal(confidenceWords(0.8), "high (0.80)");
  assert.equal(confidenceWords(null), "not rated");
});
