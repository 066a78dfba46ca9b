import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, foldedLines, makeSearch } from "../src/data/search.js";
import { makeDetails } from "../src/data/details.js";

const COLUMNS = {
  headline: ["Armed clash, Kābul", "İstanbul: talks"],
  notes: { all: "" },
  quotes: [["line one\nline two"], []],
  actors: [[{ name: "Army" }], []],
};

test("case, accents and the Turkish i do not matter", () => {
  assert.equal(fold("KĀBUL İzmir Diyarbakır"), "kabul izmir diyarbakir");
});

test("there is one line a row, whatever the words hold", () => {
  assert.equal(foldedLines(COLUMNS, 2).length, 2);
});

test("all words must be there, in any order and any field", async () => {
  const details = makeDetails("x", 1, async () => COLUMNS);
  const search = makeSearch(details, 2);
  assert.deepEqual([...(await search("army kabul"))], [1, 0]);
  assert.deepEqual([...(await search("army talks"))], [0, 0]);
  assert.deepEqual([...(await search("istanbul"))], [0, 1]);
  assert.equal(await search("  "), null);
});

test("details are read once while they are kept, and rows come in their order", async () => {
  let reads = 0;
  const details = makeDetails("x", 1, async () => ((reads += 1), COLUMNS));
  const rows = await details.rows([1, 0]);
  assert.deepEqual(rows.map((row) => row.headline), ["İstanbul: talks", "Armed clash, Kābul"]);
  await details.rows([0]);
  assert.equal(reads, 1);
});
