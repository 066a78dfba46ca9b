/** Days in bars: by day, week, month or year, stacked by group. */

const STEPS = [1, 7, 30.4375, 91.3125, 365.25, 3652.5];
const NAMES = ["day", "week", "month", "quarter", "year", "decade"];

/**
 * Bars that fill a width: the finest step with at most `most` bars.
 * @param {number} first day
 * @param {number} last day
 * @param {number} most
 */
export function chooseBins(first, last, most) {
  const days = last - first + 1;
  const found = STEPS.findIndex((step) => days / step <= most);
  const at = found < 0 ? STEPS.length - 1 : found;
  const count = Math.max(1, Math.ceil(days / STEPS[at]));
  return { first, step: STEPS[at], count, name: NAMES[at] };
}

/**
 * Counts by bar and group. A row counts in the bar of its first day; one that may have happened on
 * any day of more than a bar is vague and counts in the last group instead.
 * @param {{first: number, step: number, count: number}} bins
 * @param {ArrayLike<number>} starts days, NaN when undated
 * @param {ArrayLike<number>} ends
 * @param {ArrayLike<number>} groups by row
 * @param {number} groupCount
 * @param {Uint8Array} visible
 * @returns {{bars: Uint32Array, most: number, undated: number}} bars: count x (groupCount + 1)
 */
export function countBars(bins, starts, ends, groups, groupCount, visible) {
  const width = groupCount + 1;
  const bars = new Uint32Array(bins.count * width);
  let undated = 0;
  for (let i = 0; i < visible.length; i++) {
    if (!visible[i]) continue;
    if (Number.isNaN(starts[i])) {
      undated += 1;
      continue;
    }
    const bar = Math.floor((starts[i] - bins.first) / bins.step);
    const vague = ends[i] - starts[i] > Math.max(bins.step, 6);
    bars[Math.max(0, Math.min(bins.count - 1, bar)) * width + (vague ? groupCount : groups[i])] += 1;
  }
  let most = 0;
  for (let b = 0; b < bins.count; b++) {
    let sum = 0;
    for (let g = 0; g < width; g++) sum += bars[b * width + g];
    most = Math.max(most, sum);
  }
  return { bars, most, undated };
}

/** The first and last day of rows that have one; null when none has. */
export function dayRange(starts, ends) {
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < starts.length; i++) {
    if (starts[i] < first) first = starts[i];
    if (ends[i] > last) last = ends[i];
  }
  return first <= last ? [first, last] : null;
}
