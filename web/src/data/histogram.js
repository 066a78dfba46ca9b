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
 * @returns {{bars: Uint32Array, most: number, undated: number, earlier: number}} bars: count x (groupCount + 1)
 */
export function countBars(bins, { start, end, groups, groupCount }, fails, ignored) {
  const width = groupCount + 1;
  const bars = new Uint32Array(bins.count * width);
  const slack = Math.max(bins.step, 6);
  let [undated, earlier] = [0, 0];
  for (let i = 0; i < fails.length; i++) {
    if (fails[i] & ~ignored) continue;
    if (Number.isNaN(start[i])) {
      undated += 1;
      continue;
    }
    if (start[i] < bins.first) {
      earlier += 1;
      continue;
    }
    const bar = Math.min(bins.count - 1, Math.floor((start[i] - bins.first) / bins.step));
    bars[bar * width + (end[i] - start[i] > slack ? groupCount : groups[i])] += 1;
  }
  return { bars, most: tallest(bars, width), undated, earlier };
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

/**
 * The first and last day of rows that have one; null when none has.
 * @param {ArrayLike<number>} starts
 * @param {ArrayLike<number>} ends
 * @param {(row: number) => boolean} [counts] which rows decide
 */
export function dayRange(starts, ends, counts = () => true) {
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < starts.length; i++) {
    if (!counts(i)) continue;
    if (starts[i] < first) first = starts[i];
    if (ends[i] > last) last = ends[i];
  }
  return first <= last ? [first, last] : null;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAY = 86_400_000;
/** Pixels that a word of the axis needs. */
const ROOM = 74;

/**
 * Words under the bars: days, months or years, as many as have room.
 * @param {{first: number, step: number, count: number}} bins
 * @param {number} width pixels
 * @returns {{x: number, text: string}[]}
 */
export function axisTicks({ first, step, count }, width) {
  const days = step * count;
  const perDay = width / days;
  if (perDay * 30.4 < ROOM) return yearTicks(first, days, perDay);
  if (perDay * 8 < ROOM) return monthTicks(first, days, perDay);
  const every = Math.ceil(ROOM / perDay);
  return Array.from({ length: Math.ceil(days / every) }, (_, i) => ({ x: i * every * perDay, text: dayWords(first + i * every) }));
}

function dayWords(day) {
  const date = new Date(day * DAY);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}`;
}

function monthTicks(first, days, perDay) {
  const start = new Date(first * DAY);
  const found = [];
  for (let m = start.getUTCMonth() + 1; ; m++) {
    const day = Date.UTC(start.getUTCFullYear(), m, 1) / DAY;
    if (day >= first + days) return found;
    const month = MONTHS[((m % 12) + 12) % 12];
    found.push({ x: (day - first) * perDay, text: m % 12 ? month : String(new Date(day * DAY).getUTCFullYear()) });
  }
}

function yearTicks(first, days, perDay) {
  const every = [1, 2, 5, 10, 20, 50, 100].find((years) => years * 365 * perDay >= ROOM * 0.7) ?? 100;
  const start = new Date(first * DAY).getUTCFullYear();
  const found = [];
  for (let year = Math.ceil(start / every) * every; ; year += every) {
    const day = Date.UTC(year, 0, 1) / DAY;
    if (day >= first + days) return found;
    if (day >= first) found.push({ x: (day - first) * perDay, text: String(year) });
  }
}
