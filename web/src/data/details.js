/** The words of events, read from their blocks when somebody looks at them. */
import { readBlock, rowOf } from "./decode.js";

/** Rows of a block; the same number as CHUNK in details.py. */
export const CHUNK = 2000;
const KEPT = 12;

/**
 * @param {string} id of the layer
 * @param {number} count of blocks
 * @param {(id: string) => Promise<any>} [read]
 */
export function makeDetails(id, count, read = readBlock) {
  /** @type {Map<number, object>} in order of last use */
  const kept = new Map();
  const waiting = new Map();

  const load = (chunk) => {
    if (kept.has(chunk)) return kept.get(chunk);
    if (!waiting.has(chunk)) {
      const found = read(`${id}-${chunk}`).then((columns) => {
        waiting.delete(chunk);
        kept.set(chunk, columns);
        if (kept.size > KEPT) kept.delete(kept.keys().next().value);
        return columns;
      });
      waiting.set(chunk, found);
    }
    return waiting.get(chunk);
  };

  return {
    count,
    /** The words of some rows, in their order. @param {number[]} rows @returns {Promise<object[]>} */
    rows: async (rows) => {
      const found = [];
      for (const row of rows) {
        found.push(rowOf(await load(Math.floor(row / CHUNK)), row % CHUNK));
      }
      return found;
    },
    /** A block that is not kept: for a walk through all of them. */
    chunk: (number) => kept.get(number) ?? read(`${id}-${number}`),
  };
}
