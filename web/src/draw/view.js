/** The window of the map while it is drawn: where things stand, what is taken, what can be hit. */
import { BASE } from "./paths.js";

/** How far off a mark a finger or pointer may be. */
const SLACK = 4;

/**
 * @param {{left: number, top: number, width: number, height: number, size: number, zoom: number,
 *   ratio: number, theme: Record<string, string>}} frame left, top: pixels of the world
 */
export function makeView(frame) {
  const { left, top, width, height, size, ratio } = frame;
  const window = { west: left / size, north: top / size, east: (left + width) / size, south: (top + height) / size, size };
  const middle = (window.west + window.east) / 2;
  const taken = [];
  const hits = [];
  const shapes = [];
  return {
    ...frame,
    window,
    taken,
    hits,
    shapes,
    /** Pixels of a place, on the copy of the world that is nearest to the middle. */
    point: (x, y) => [(x + Math.round(middle - x)) * size - left, y * size - top],
    /** The copies of the world in view, as whole turns. */
    turns: () => {
      const first = Math.floor(window.west - 1);
      return Array.from({ length: Math.ceil(window.east) - first + 1 }, (_, i) => first + i);
    },
    /** The transform from a path's own units (see paths.js) to pixels. */
    matrix: (origin, turn = 0) => {
      const scale = size / BASE;
      return new DOMMatrix([scale, 0, 0, scale, (origin.x + turn) * size - left, origin.y * size - top]);
    },
    /** Draws in a path's own units; `width` is then a line's width of one pixel. */
    within: (ctx, matrix, draw) => {
      ctx.save();
      ctx.transform(matrix.a, 0, 0, matrix.d, matrix.e, matrix.f);
      draw(1 / matrix.a);
      ctx.restore();
    },
    /** Whether a box in unit Mercator shows on a copy. */
    shows: ({ west, north, east, south }, turn = 0) =>
      west + turn <= window.east && east + turn >= window.west && north <= window.south && south >= window.north,
    take: (box) => taken.push(box),
    free: (box) => !taken.some((other) => meet(box, other)),
    inside: ({ left: l, top: t, right: r, bottom: b }) => l >= 2 && t >= 2 && r <= width - 2 && b <= height - 2,
    pick: ({ x, y }) => pickMark(hits, x, y) ?? pickShape(shapes, x, y, ratio),
  };
}

/** @param {{left: number, top: number, right: number, bottom: number}} a */
const meet = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** A box around a middle. */
export const boxAt = (x, y, halfWidth, halfHeight = halfWidth) => ({
  left: x - halfWidth,
  top: y - halfHeight,
  right: x + halfWidth,
  bottom: y + halfHeight,
});

function pickMark(hits, x, y) {
  let [best, least] = [null, Infinity];
  for (const hit of hits) {
    const off = Math.hypot(hit.x - x, hit.y - y) - hit.r;
    if (off < SLACK && off < least) [best, least] = [hit, off];
  }
  return best;
}

const probe = () => document.createElement("canvas").getContext("2d");

function pickShape(shapes, x, y) {
  const ctx = probe();
  ctx.lineWidth = 12;
  return [...shapes]
    .reverse()
    .find(({ path, line }) => (line ? ctx.isPointInStroke(path, x, y) : ctx.isPointInPath(path, x, y, "evenodd")));
}

/** The box around some spots. @param {[number, number][]} spots @param {number} more on each side */
export const boxAround = (spots, more) => ({
  left: Math.min(...spots.map(([x]) => x)) - more,
  right: Math.max(...spots.map(([x]) => x)) + more,
  top: Math.min(...spots.map(([, y]) => y)) - more,
  bottom: Math.max(...spots.map(([, y]) => y)) + more,
});

/** A box moved. */
export const shift = ({ left, top, right, bottom }, dx, dy) => ({ left: left + dx, right: right + dx, top: top + dy, bottom: bottom + dy });

/** Pixels between the places that are tried, and how many rings of them. */
const STEP = 7;
const RINGS = 12;

/**
 * The shortest way for a box to a place where it covers nothing; up is tried first.
 * @param {object} view
 * @param {object} box
 * @returns {[number, number]}
 */
export function nearestFree(view, box) {
  if (view.free(box)) return [0, 0];
  for (let ring = 1; ring <= RINGS; ring++) {
    for (let i = 0; i < 16; i++) {
      const turn = ((i % 2 ? i + 1 : -i) / 16) * Math.PI - Math.PI / 2;
      const way = [ring * STEP * Math.cos(turn), ring * STEP * Math.sin(turn)];
      if (view.free(shift(box, ...way))) return way;
    }
  }
  return [0, 0];
}

/** A line with a dot from a mark to its true place, unless it stands there. */
export function drawStem(ctx, [fx, fy], [tx, ty], theme) {
  if (Math.hypot(fx - tx, fy - ty) < 1) return;
  ctx.beginPath();
  ctx.moveTo(fx, fy);
  ctx.lineTo(tx, ty);
  ctx.strokeStyle = theme.ink;
  ctx.lineWidth = 0.8;
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(fx, fy, 2, 0, 2 * Math.PI);
  ctx.fillStyle = theme.ink;
  ctx.fill();
}
