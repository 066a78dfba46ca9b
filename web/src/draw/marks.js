/** Marks of events: shapes by type, fills by status, rings where a place is known only nearly. */
import { FEW, gather, membersOf, spread } from "../data/bin.js";
import { pixelsOf } from "../data/mercator.js";
import { hexagonCounter, paintHexagons } from "./hexagons.js";
import { boxAround, boxAt, drawStem, nearestFree, shift } from "./view.js";

/** Pixels: half a mark, a mark's reach, and the reach where there are many. */
const HALF = 8;
const REACH = 19;
const WIDE = 42;
/** More rows or groups than these in view are counted, in circles or hexagons. */
export const MOST_ROWS = 300;
const MOST_GROUPS = 120;

/**
 * @param {object} store
 * @param {{rows: () => ArrayLike<number>, lit: () => ?number, tap: Function, hover: Function,
 *   hexagons: () => boolean, shaded: (shades: ?object) => void}} words rows: those that may show;
 *   lit: the row that is pointed at or chosen; hexagons: whether many are counted in hexagons;
 *   shaded: is told what their shades mean, null when there are none
 */
export function marksPainter(store, { rows, lit, tap, hover, hexagons, shaded }) {
  const paths = store.symbols.map(({ path }) => new Path2D(path));
  const colors = store.symbols.map(({ color }) => color);
  const marks = { xs: store.xs, ys: store.ys, kinds: store.kinds, kindCount: colors.length };
  const count = hexagonCounter(store);
  let over = null;
  const painter = {
    order: 30,
    spots: [],
    paint(ctx, view) {
      painter.spots = [];
      const look = { ctx, view, store, paths, colors, lit: lit(), painter };
      const counted = hexagons() ? count(rows(), view) : { total: 0 };
      const many = counted.total > MOST_ROWS;
      shaded(many ? paintHexagons(ctx, view, counted, painter, over) : null);
      if (many) {
        litMark(look);
        return;
      }
      const found = gatherFor(rows(), marks, view.window);
      const placed = found.groups
        .sort((a, b) => a.count - b.count)
        .map((group) => {
          group.members = () => membersOf(group, found.grid, rows(), marks, view.window);
          const crowd = group.count > FEW || (found.dense && group.count > 1);
          return crowd ? layCrowd(look, group) : layFew(look, group);
        });
      for (const draw of [ring, stem, mark, bubble]) placed.forEach((group) => draw(look, group));
    },
    tap,
    hover: (hit) => {
      over = hit?.hexagon ?? null;
      hover(hit);
    },
  };
  return painter;
}

/** The one event that is pointed at or chosen, over the hexagons. */
function litMark(look) {
  const { view, store, lit } = look;
  if (lit === null || !store.pointed[lit]) return;
  const spot = view.point(store.xs[lit], store.ys[lit]);
  mark(look, { group: { rows: [lit], members: () => [lit] }, spots: [spot] });
}

function gatherFor(rows, marks, window) {
  const wide = gather(rows, marks, window, WIDE);
  const total = wide.groups.reduce((sum, group) => sum + group.count, 0);
  if (total > MOST_ROWS) return { ...wide, dense: true };
  const fine = gather(rows, marks, window, REACH);
  return fine.groups.length > MOST_GROUPS ? { ...wide, dense: true } : fine;
}

/** @returns {object} a group with the circle that stands for it */
function layCrowd({ view }, group) {
  const [x, y] = view.point(group.x, group.y);
  const radius = Math.min(25, 10 + 3.4 * Math.log10(group.count) ** 1.2);
  view.take(boxAt(x, y, radius));
  return { group, x, y, radius, places: [], spots: [] };
}

/** @returns {object} a group with the places of its events and the spots of their marks */
function layFew({ view, store, painter }, group) {
  const places = group.rows.map((row) => view.point(store.xs[row], store.ys[row]));
  const x = places.reduce((sum, place) => sum + place[0], 0) / places.length;
  const top = Math.min(...places.map((place) => place[1]));
  const spots = group.count === 1 ? places : spread(group.count, 2 * HALF + 2, HALF + 5).map(([dx, dy]) => [x + dx, top + dy]);
  const box = boxAround(spots, HALF);
  const [dx, dy] = nearestFree(view, box);
  const moved = shift(box, dx, dy);
  view.take(moved);
  painter.spots.push({ name: nameOf(store, group.rows), box: moved });
  return { group, places, spots: spots.map((spot) => [spot[0] + dx, spot[1] + dy]) };
}

/** The name that most of some events have, where names are at hand. */
function nameOf({ places }, rows) {
  if (!places) return "";
  const counts = new Map();
  for (const row of rows) {
    const word = places.dict[places.codes[row]];
    if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

/** A circle with the number of events and a ring of their types. */
function bubble({ ctx, view, colors, lit, store, painter }, { group, x, y, radius }) {
  if (!radius) return;
  if (lit !== null && holds(group, store, lit, view)) halo(ctx, x, y, radius + 4, view.theme);
  disc(ctx, x, y, radius, view.theme.ink);
  let from = -Math.PI / 2;
  group.kinds.forEach((count, kind) => {
    if (!count) return;
    const to = from + (2 * Math.PI * count) / group.count;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.arc(x, y, radius - 1, from, to);
    ctx.fillStyle = colors[kind];
    ctx.fill();
    from = to;
  });
  disc(ctx, x, y, radius - 4.5, view.theme.paper);
  write(ctx, short(group.count), x, y, radius > 18 ? 12 : 11, view.theme.ink);
  view.hits.push({ x, y, r: radius, owner: painter, group, key: `${x}|${y}` });
}

/** @param {number} n */
function short(n) {
  if (n < 1000) return String(n);
  if (n < 10_000) return `${(n / 1000).toFixed(1)}k`;
  return n < 1e6 ? `${Math.round(n / 1000)}k` : `${(n / 1e6).toFixed(1)}M`;
}

/** Whether a large group has a row: all that is known is how near it is. */
function holds(group, store, row, view) {
  if (group.rows.includes(row)) return true;
  const [x, y] = view.point(store.xs[row], store.ys[row]);
  const [gx, gy] = view.point(group.x, group.y);
  return store.pointed[row] === 1 && Math.hypot(x - gx, y - gy) < WIDE * 0.7;
}

/** The dashed circles within which events happened, at their true radius. */
function ring({ ctx, view, store, colors }, { group, places }) {
  ctx.lineWidth = 1.2;
  ctx.setLineDash([4, 3]);
  places.forEach(([x, y], i) => {
    const row = group.rows[i];
    const km = store.radiusKm[row];
    const radius = km > 0 ? pixelsOf(km, store.lat[row], view.zoom) : 0;
    if (radius < HALF) return;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.strokeStyle = view.theme.tone(colors[store.kinds[row]]);
    ctx.stroke();
  });
  ctx.setLineDash([]);
}

/** Lines from marks that stand apart to their true places. */
function stem({ ctx, view }, { places, spots }) {
  places.forEach((place, i) => drawStem(ctx, place, spots[i], view.theme));
}

function mark({ ctx, view, store, paths, colors, lit, painter }, { group, spots }) {
  spots.forEach(([x, y], i) => {
    const row = group.rows[i];
    const kind = store.kinds[row];
    const fill = store.fills.dict[store.fills.codes[row]];
    if (row === lit) halo(ctx, x, y, HALF + 5, view.theme);
    drawMark(ctx, { path: paths[kind], color: colors[kind], fill, theme: view.theme }, x, y, HALF / 10);
    view.hits.push({ x, y, r: HALF, owner: painter, row, group, key: row });
  });
}

/** @param {{path: Path2D, color: string, fill: string, theme: object}} look */
export function drawMark(ctx, { path, color, fill, theme }, x, y, scale) {
  const hollow = fill === "hollow" || fill === "dashed";
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.paper;
  ctx.lineWidth = 5;
  ctx.stroke(path);
  if (fill === "faded") ctx.scale(0.75, 0.75);
  ctx.fillStyle = hollow ? theme.paper : color;
  ctx.globalAlpha = fill === "faded" ? 0.5 : 1;
  ctx.fill(path, "evenodd");
  if (fill === "dashed") ctx.setLineDash([4, 2.6]);
  if (hollow) {
    ctx.strokeStyle = theme.ink;
    ctx.lineWidth = 4.4;
    ctx.stroke(path);
  }
  ctx.strokeStyle = hollow ? color : theme.ink;
  ctx.lineWidth = hollow ? 2.8 : 1.3;
  ctx.stroke(path);
  ctx.restore();
}

function halo(ctx, x, y, radius, theme) {
  disc(ctx, x, y, radius, theme.paper);
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.strokeStyle = theme.ink;
  ctx.lineWidth = 2;
  ctx.stroke();
}

function disc(ctx, x, y, radius, color) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.fill();
}

function write(ctx, text, x, y, size, color) {
  ctx.font = `700 ${size}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = color;
  ctx.fillText(text, x, y + 0.5);
}
