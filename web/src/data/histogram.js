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
 * Counts by bar and group of the rows that fail nothing but what `ignored` names. A row counts in
 * the bar of its first day; one that may have happened on any day of more than a bar is vague and
 * counts in the last group instead.
 * @param {{first: number, step: number, count: number}} bins
 * @param {{start: Float64Array, end: Float64Array, groups: ArrayLike<number>, groupCount: number}} rows
 * @param {Uint16Array} fails
 * @param {number} ignored bits
 * @returns {{bars: Uint32Array, most: number, undated: number}} bars: count x (groupCount + 1)
 */
export function countBars(bins, { start, end, groups, groupCount }, fails, ignored) {
  const width = groupCount + 1;
  const bars = new Uint32Array(bins.count * width);
  const slack = Math.max(bins.step, 6);
  let undated = 0;
  for (let i = 0; i < fails.length; i++) {
    if (fails[i] & ~ignored) continue;
    if (Number.isNaN(start[i])) {
      undated += 1;
      continue;
    }
    const bar = Math.max(0, Math.min(bins.count - 1, Math.floor((start[i] - bins.first) / bins.step)));
    bars[bar * width + (end[i] - start[i] > slack ? groupCount : groups[i])] += 1;
  }
  return { bars, most: tallest(bars, width), undated };
}

function tallest(bars, width) {
  let most = 0;
  for (let b = 0; b < bars.length; b += width) {
    let sum = 0;
    for (let g = 0; g < width; g++) sum += bars[b + g];
    most = Math.max(most, sum);
  }
  return most;
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
