/** Search for words in all that a card shows of an event. */

import { cellOf } from "./decode.js";
import { CHUNK } from "./details.js";

/** Text without case and accents. @param {string} text */
export const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i").toLowerCase();

const SEARCHED = ["headline", "event_id", "where_words", "place_words", "admin1", "nearest_crossing", "notes"];
const LISTS = ["quotes", "tags"];
const RECORDS = { actors: "name", sources: "publisher", claims: "source" };

/** One folded line a row. @param {Record<string, any>} columns @param {number} rows */
export function foldedLines(columns, rows) {
  const cell = (name, i) => cellOf(columns, name, i) ?? "";
  const lines = [];
  for (let i = 0; i < rows; i++) {
    const words = SEARCHED.map((name) => cell(name, i));
    for (const name of LISTS) words.push(...(cell(name, i) || []));
    for (const name in RECORDS) {
      for (const record of cell(name, i) || []) words.push(record[RECORDS[name]] ?? "");
    }
    lines.push(words.join(" ").replaceAll("\n", " "));
  }
  return fold(lines.join("\n")).split("\n");
}

/**
 * An index that is made when first asked for.
 * @param {{count: number, chunk: (n: number) => any}} details
 * @param {number} rows
 */
export function makeSearch(details, rows) {
  /** @type {?Promise<string[][]>} */
  let index = null;
  const build = async () => {
    const chunks = [];
    for (let i = 0; i < details.count; i++) {
      const size = Math.min(CHUNK, rows - i * CHUNK);
      chunks.push(foldedLines(await details.chunk(i), size));
    }
    return chunks;
  };
  /**
   * 1 for each row that has all the words; null for no words.
   * @param {string} query
   * @returns {Promise<?Uint8Array>}
   */
  return async (query) => {
    const sought = fold(query).split(/\s+/).filter(Boolean);
    if (!sought.length) return null;
    index ??= build();
    const hits = new Uint8Array(rows);
    (await index).forEach((lines, chunk) =>
      lines.forEach((line, i) => {
        if (sought.every((word) => line.includes(word))) hits[chunk * CHUNK + i] = 1;
      }),
    );
    return hits;
  };
}
