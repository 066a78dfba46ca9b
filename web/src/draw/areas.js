/** Events known only to an area or a line: hatched, outlined and named, never a dot. */
import { toLat, toLon } from "../data/mercator.js";
import { makePath } from "./paths.js";

const STEP = 7;
/** More areas than these lie over each other: they are drawn fainter. */
const MOST_STRONG = 12;

/** @param {object} store */
export function areasPainter(store, { rows, lit, tap, hover }) {
  const shapes = store.shapes.map((shape) => ({
    ...makePath(shape.parts, store.scale, shape.kind === "area"),
    kind: shape.kind,
    name: shape.name,
    anchors: shape.anchors,
  }));
  const patterns = new Map();
  const painter = {
    order: 10,
    paint(ctx, view) {
      const chosen = lit();
      const found = byShape(store, rows()).map(([number, members]) => ({ ...shapes[number], number, members }));
      found.sort((a, b) => size(b.box) - size(a.box));
      painter.named = found
        .filter(({ kind }) => kind === "area")
        .map((shape) => ({ ...shape, name: shape.members.length > 1 ? `${shape.name} (${shape.members.length})` : shape.name, place: shape.name }));
      const faint = found.filter(({ box }) => view.shows(box)).length > MOST_STRONG;
      for (const shape of found) {
        const color = view.theme.tone(colorOf(store, shape.members));
        const strong = shape.members.includes(chosen);
        for (const turn of view.turns()) {
          if (!view.shows(shape.box, turn)) continue;
          const path = new Path2D();
          path.addPath(shape.path, view.matrix(shape.origin, turn));
          if (shape.kind === "area") area(ctx, view, path, { color, strong, faint }, patterns);
          else line(ctx, path, color, strong);
          view.shapes.push({ path, line: shape.kind === "line", owner: painter, rows: shape.members, key: `s${shape.number}` });
        }
      }
    },
    tap,
    hover,
    named: [],
    shapes,
    /** west, south, east, north of a shape, in degrees */
    extent: (number) => {
      const { west, south, east, north } = shapes[number].box;
      return [toLon(west), toLat(south), toLon(east), toLat(north)];
    },
  };
  return painter;
}

const size = ({ west, east, north, south }) => (east - west) * (south - north);

/** @returns {[number, number[]][]} numbers of shapes with their rows */
function byShape(store, rows) {
  const found = new Map();
  for (const row of rows) {
    const number = store.shape[row];
    if (Number.isNaN(number)) continue;
    if (found.has(number)) found.get(number).push(row);
    else found.set(number, [row]);
  }
  return [...found];
}

/** The color of the type that most of the rows have. */
export function colorOf(store, rows) {
  const counts = new Uint32Array(store.symbols.length);
  rows.forEach((row) => (counts[store.kinds[row]] += 1));
  return store.symbols[counts.indexOf(Math.max(...counts))].color;
}

function area(ctx, view, path, { color, strong, faint }, patterns) {
  ctx.globalAlpha = strong ? 0.22 : faint ? 0.05 : 0.12;
  ctx.fillStyle = color;
  ctx.fill(path, "evenodd");
  ctx.globalAlpha = faint && !strong ? 0.16 : 0.35;
  ctx.fillStyle = hatch(ctx, view, color, patterns);
  ctx.fill(path, "evenodd");
  ctx.globalAlpha = 1;
  ctx.strokeStyle = color;
  ctx.lineWidth = strong ? 2.6 : 1.2;
  ctx.stroke(path);
}

function line(ctx, path, color, strong) {
  ctx.globalAlpha = strong ? 0.6 : 0.35;
  ctx.strokeStyle = color;
  ctx.lineWidth = strong ? 9 : 6;
  ctx.stroke(path);
  ctx.globalAlpha = 1;
}

/** Lines at 45 degrees that move with the map. */
function hatch(ctx, view, color, patterns) {
  const key = `${color}|${view.ratio}`;
  if (!patterns.has(key)) patterns.set(key, ctx.createPattern(tile(color, view.ratio), "repeat"));
  const pattern = patterns.get(key);
  const off = (pixels) => -(pixels % STEP);
  pattern.setTransform(new DOMMatrix().translate(off(view.left), off(view.top)).scale(1 / view.ratio));
  return pattern;
}

function tile(color, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = STEP * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.1;
  ctx.beginPath();
  for (const off of [-STEP, 0, STEP]) {
    ctx.moveTo(off - 1, STEP + 1);
    ctx.lineTo(off + STEP + 1, -1);
  }
  ctx.stroke();
  return canvas;
}
