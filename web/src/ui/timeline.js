/** The time line: bars by type, a brush with two handles, a play button. */
import { TIME } from "../data/filter.js";
import { axisTicks, chooseBins, countBars, dayRange } from "../data/histogram.js";
import { fromDay } from "../data/decode.js";
import { make } from "./dom.js";
import { icon } from "./glyph.js";

const HEIGHT = 50;
const AXIS = 16;
const MOST_BARS = 90;
/** A shorter story has empty days at both ends, so that its bars stay bars. */
const FEWEST_DAYS = 14;
const TICK_MS = 160;
const CALM_MS = 700;

/** @param {object} app @returns {?{element: HTMLElement, update: () => void, refresh: () => void}} */
export function makeTimeline(app) {
  const { store } = app;
  const background = store.fills.dict.indexOf("faded");
  const range =
    dayRange(store.start, store.end, (row) => store.fills.codes[row] !== background) ?? dayRange(store.start, store.end);
  if (!range || range[0] === range[1]) return null;
  const spare = Math.max(0, Math.ceil((FEWEST_DAYS - (range[1] - range[0] + 1)) / 2));
  const bins = chooseBins(range[0] - spare, range[1] + spare, MOST_BARS);
  const line = { app, bins, range, counted: null, last: bins.first + Math.ceil(bins.count * bins.step) - 1 };
  const canvas = make("canvas.bars", { "aria-hidden": "true" });
  const from = handle(line, 0);
  const to = handle(line, 1);
  const play = make("button.play", { type: "button", "aria-pressed": "false" });
  const label = make("output.span", { "aria-live": "polite" });
  const all = make("button.all", { type: "button", onclick: () => set(null) }, "All dates");
  const undated = make("span.undated", { title: "Events without a date, or long before, are hidden while a span is chosen" });
  const track = make("div.track", {}, canvas, from, to);
  Object.assign(line, { canvas, from, to, play, label, all, undated, track });
  player(line);
  brush(line);
  const element = make("div.time-box", {}, play, undated, track, make("div.span-box", {}, label, make("span.unit", {}, `by ${bins.name}`), all));
  const set = (span) => app.setSpan(span);
  new ResizeObserver(() => draw(line)).observe(track);
  return {
    element,
    update: () => showSpan(line),
    refresh: () => {
      const rows = { start: store.start, end: store.end, groups: store.kinds, groupCount: store.symbols.length };
      line.counted = countBars(bins, rows, store.filter.fails, TIME);
      undated.textContent = besideWords(line.counted);
      draw(line);
    },
    redraw: () => draw(line),
  };
}

/** What stands left of the bars: events without a date, and background long before. */
function besideWords({ undated, earlier }) {
  const words = (count, word) => (count ? `${count.toLocaleString("en-US")} ${word}` : "");
  return [words(undated, "undated"), words(earlier, "earlier")].filter(Boolean).join(", ");
}

/** A span in bars: first and last. */
const barsOf = ({ app, bins }) => {
  if (!app.span) return [0, bins.count - 1];
  const bar = (day) => Math.max(0, Math.min(bins.count - 1, Math.floor((day - bins.first) / bins.step)));
  return [bar(app.span[0]), bar(app.span[1])];
};

/** Days of the bars a to b, both included; null for all. */
function daysOf({ bins, last }, a, b) {
  if (a <= 0 && b >= bins.count - 1) return null;
  const first = Math.ceil(bins.first + a * bins.step);
  const end = Math.ceil(bins.first + (b + 1) * bins.step) - 1;
  return [first, Math.min(last, Math.max(first, end))];
}

function handle(line, end) {
  const input = make("input.handle", {
    type: "range",
    min: 0,
    max: line.bins.count - 1,
    step: 1,
    "aria-label": end ? "Last day shown" : "First day shown",
    oninput: () => {
      const bars = barsOf(line);
      bars[end] = Number(input.value);
      if (end) bars[0] = Math.min(bars[0], bars[1]);
      else bars[1] = Math.max(bars[0], bars[1]);
      stop(line);
      line.app.setSpan(daysOf(line, ...bars));
    },
  });
  return input;
}

function showSpan(line) {
  const { app, from, to, label, all, range } = line;
  const [a, b] = barsOf(line);
  from.value = a;
  to.value = b;
  const days = app.span ?? range;
  const words = days[0] === days[1] ? fromDay(days[0]) : `${fromDay(days[0])} – ${fromDay(days[1])}`;
  label.textContent = words;
  const first = fromDay(Math.ceil(line.bins.first + a * line.bins.step));
  from.setAttribute("aria-valuetext", app.span ? fromDay(app.span[0]) : first);
  to.setAttribute("aria-valuetext", fromDay(days[1]));
  all.hidden = !app.span;
  draw(line);
}

/** Dragging over the bars chooses a span. */
function brush(line) {
  const { track, app } = line;
  let start = null;
  const barAt = (event) => {
    const box = track.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(line.bins.count - 1, Math.floor(share * line.bins.count)));
  };
  track.addEventListener("pointerdown", (event) => {
    if (event.target !== line.canvas) return;
    stop(line);
    start = barAt(event);
    track.setPointerCapture(event.pointerId);
    app.setSpan(daysOf(line, start, start));
  });
  track.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const now = barAt(event);
    app.setSpan(daysOf(line, Math.min(start, now), Math.max(start, now)));
  });
  for (const name of ["pointerup", "pointercancel"]) track.addEventListener(name, () => (start = null));
}

function player(line) {
  const { play } = line;
  const paint = (on) => {
    play.replaceChildren(icon(on ? "pause" : "play"));
    play.setAttribute("aria-label", on ? "Pause" : "Play through time");
    play.setAttribute("aria-pressed", String(on));
  };
  paint(false);
  line.paint = paint;
  play.addEventListener("click", () => (line.timer ? stop(line) : run(line)));
}

function run(line) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const [a, b] = barsOf(line);
  const { count } = line.bins;
  const whole = b - a + 1 >= count;
  const wide = whole ? Math.max(1, Math.round(count / 12)) : b - a + 1;
  let at = whole || b >= count - 1 ? 0 : a + 1;
  line.paint(true);
  const tick = () => {
    if (at + wide > count) return stop(line);
    line.app.setSpan(daysOf(line, at, at + wide - 1));
    at += 1;
    return null;
  };
  line.timer = setInterval(tick, calm ? CALM_MS : TICK_MS);
  tick();
}

function stop(line) {
  clearInterval(line.timer);
  line.timer = 0;
  line.paint?.(false);
}

function draw(line) {
  const { canvas, counted, track, app } = line;
  if (!counted) return;
  const ratio = window.devicePixelRatio || 1;
  const width = track.clientWidth;
  canvas.width = Math.round(width * ratio);
  canvas.height = (HEIGHT + AXIS) * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  const colors = [...app.store.symbols.map(({ color }) => color), app.theme().countryLine];
  const [a, b] = barsOf(line);
  const step = width / line.bins.count;
  for (let bar = 0; bar < line.bins.count; bar++) {
    ctx.globalAlpha = bar >= a && bar <= b ? 1 : 0.25;
    column(ctx, counted, bar, colors, bar * step, Math.max(1, step - (step > 3 ? 1 : 0)));
  }
  ctx.globalAlpha = 1;
  ctx.fillStyle = app.theme().countryLine;
  ctx.fillRect(0, HEIGHT - 1, width, 1);
  axis(ctx, axisTicks(line.bins, width), width, app.theme());
}

function axis(ctx, ticks, width, theme) {
  ctx.font = "12px system-ui, sans-serif";
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  for (const { x, text } of ticks) {
    ctx.fillStyle = theme.countryLine;
    ctx.fillRect(Math.round(x), HEIGHT, 1, 4);
    ctx.fillStyle = theme.label;
    if (x + ctx.measureText(text).width + 4 < width) ctx.fillText(text, x + 3, HEIGHT + 13);
  }
}

function column(ctx, { bars, most }, bar, colors, x, width) {
  let y = HEIGHT - 1;
  colors.forEach((color, group) => {
    const count = bars[bar * colors.length + group];
    if (!count) return;
    const height = Math.max(1.5, (count / Math.max(1, most)) * (HEIGHT - 6));
    y -= height;
    ctx.fillStyle = color;
    ctx.fillRect(x, y, width, height);
  });
}
