/** Words about a row, beside those that the scene wrote. */

/** @param {number} count @param {string} noun */
export const plural = (count, noun, nouns = `${noun}s`) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? noun : nouns}`;

/**
 * A quote in pieces, the words of the place marked.
 * @param {string} quote
 * @param {string[]} names the words to mark; the first that occurs wins
 * @returns {{text: string, marked: boolean}[]}
 */
export function markPlace(quote, names) {
  const found = names
    .filter(Boolean)
    .map((name) => ({ name, at: quote.toLowerCase().indexOf(name.toLowerCase()) }))
    .find(({ at, name }) => at >= 0 && at + name.length <= quote.length);
  if (!found) return [{ text: quote, marked: false }];
  const end = found.at + found.name.length;
  return [
    { text: quote.slice(0, found.at), marked: false },
    { text: quote.slice(found.at, end), marked: true },
    { text: quote.slice(end), marked: false },
  ].filter((piece) => piece.text);
}

/** Who says how many: "Military of Ruritania claims 23 soldiers killed". */
export function claimWords(claim) {
  const figures = [claim.low, claim.best, claim.high].filter((n) => Number.isFinite(n));
  const [low, high] = [Math.min(...figures), Math.max(...figures)];
  const count = !figures.length ? "" : low === high ? number(low) : `${number(low)} to ${number(high)}`;
  const source = claim.source || claim.side || "A source not named";
  return [source, claim.stance, count, claim.victims, claim.metric].filter(Boolean).join(" ");
}

const number = (value) => value.toLocaleString("en-US");

/** @param {number} confidence 0..1 */
export function confidenceWords(confidence) {
  if (!Number.isFinite(confidence) || confidence <= 0) return "not rated";
  const word = confidence >= 0.75 ? "high" : confidence >= 0.5 ? "medium" : "low";
  return `${word} (${confidence.toFixed(2)})`;
}

/** A rule's name as words. @param {string} reason */
export const reasonWords = (reason) => reason.replaceAll("_", " ");

/** Only links that a reader may follow. @param {?string} url @returns {?string} */
export function safeLink(url) {
  try {
    const parsed = new URL(url ?? "");
    return ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}
