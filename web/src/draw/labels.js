/** The few words on the map, most important first; none covers a mark or another word. */
import { toX, toY } from "../data/mercator.js";
import { boxAt } from "./view.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
/** From this zoom on a town of a rank is named. */
const TOWN_ZOOM = [3, 5, 6.5];
const MOST_TOWNS = 34;
/** Pixels between dots. */
const APART = 16;
const widths = new Map();

/**
 * @param {object} part the ground's part of the payload
 * @param {ReturnType<import("./ground.js").makeGround>} ground
 * @param {() => {areas: object[], spots: object[], marked: object[]}} others named areas,
 *   crossings and marks
 */
export function labelsPainter(part, ground, others) {
  const towns = part.towns.map(([name, lon, lat, rank]) => ({ name, rank, x: toX(lon), y: toY(lat) }));
  return {
    order: 40,
    paint(ctx, view) {
      const { areas, spots, marked } = others();
      view.covers.forEach(view.take);
      ctx.textBaseline = "middle";
      ctx.lineJoin = "round";
      for (const spot of spots) if (view.zoom >= (spot.major ? 6.5 : 8)) crossingName(ctx, view, spot);
      const said = new Set(spots.map(({ name }) => name));
      for (const spot of marked) {
        if (spot.name && !said.has(spot.name)) markName(ctx, view, spot);
        said.add(spot.name);
      }
      for (const area of areas) {
        if (inArea(ctx, view, area, { size: 12, italic: true, color: view.theme.ink })) said.add(area.name);
      }
      if (view.tiled) return;
      dots(ctx, view, towns, said);
      for (const line of ground.contested) alongLine(ctx, view, line);
      const lands = new Set();
      for (const land of part.land) {
        if (lands.has(land.name)) continue; // a country may lie in the main view and in a far one
        const caps = land.name.toUpperCase().split("").join("\u200a");
        if (inArea(ctx, view, { ...land, name: caps }, { size: 13, color: view.theme.label })) lands.add(land.name);
      }
      if (view.zoom >= 6) {
        const named = new Set(areas.map(({ place }) => place));
        const rest = part.admin1.filter(({ name }) => !named.has(name));
        for (const { name, anchors } of rest) inArea(ctx, view, { name, anchors }, { size: 11, color: view.theme.muted });
      }
    },
  };
}

function setFont(ctx, { size, italic = false, bold = false }) {
  ctx.font = `${italic ? "italic " : ""}${bold ? "600 " : ""}${size}px ${FONT}`;
  return ctx.font;
}

function widthOf(ctx, font, text) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

function halo(ctx, view, text, x, y, color) {
  ctx.strokeStyle = view.theme.land;
  ctx.lineWidth = 3;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

/** Writes at the first of some places that is free. @returns {boolean} */
function tryAt(ctx, view, text, spots, style) {
  const width = widthOf(ctx, setFont(ctx, style), text);
  for (const [x, y, align] of spots) {
    const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
    const box = { left: left - 2, top: y - style.size * 0.62, right: left + width + 2, bottom: y + style.size * 0.62 };
    if (!view.inside(box) || !view.free(box)) continue;
    view.take(box);
    ctx.textAlign = "left";
    halo(ctx, view, text, left, y, style.color);
    return true;
  }
  return false;
}

const around = (x, y, off) => [
  [x + off, y, "left"],
  [x - off, y, "right"],
  [x, y - off - 5, "center"],
  [x, y + off + 5, "center"],
  [x + off, y - 11, "left"],
  [x + off, y + 11, "left"],
  [x - off, y - 11, "right"],
  [x - off, y + 11, "right"],
];

function crossingName(ctx, view, { x, y, name }) {
  tryAt(ctx, view, name, around(x, y, 13), { size: 12, bold: true, color: view.theme.ink });
}

/** The place of a mark, beside the box of its marks. */
function markName(ctx, view, { name, box: { left, top, right, bottom } }) {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const spots = [
    [right + 5, y, "left"],
    [left - 5, y, "right"],
    [x, top - 9, "center"],
    [x, bottom + 10, "center"],
  ];
  tryAt(ctx, view, name, spots, { size: 12.5, bold: true, color: view.theme.ink });
}

function dots(ctx, view, towns, said) {
  let shown = 0;
  const dotted = [];
  for (const { name, rank, x, y } of towns) {
    if (view.zoom < TOWN_ZOOM[rank] || shown >= MOST_TOWNS) continue;
    const [px, py] = view.point(x, y);
    if (!view.inside(boxAt(px, py, 3))) continue;
    // Suburbs stand in the lists as towns: beside a greater one they say nothing.
    if (dotted.some(([x, y]) => Math.hypot(x - px, y - py) < APART)) continue;
    if (said.has(name)) {
      dotted.push([px, py]);
      continue;
    }
    const style = { size: rank === 2 ? 12 : 12.5, bold: rank === 0, color: view.theme.label };
    if (!tryAt(ctx, view, name, around(px, py, 6), style)) continue;
    shown += 1;
    dotted.push([px, py]);
    ctx.beginPath();
    ctx.arc(px, py, rank === 0 ? 3 : 2.2, 0, 2 * Math.PI);
    ctx.fillStyle = view.theme.town;
    ctx.fill();
    view.take(boxAt(px, py, 3));
  }
}

/**
 * A name in an area, at the best of its anchors that is in view and wide enough.
 * @returns {boolean} whether there was one
 */
function inArea(ctx, view, { name, anchors }, style) {
  if (!name) return false;
  const width = widthOf(ctx, setFont(ctx, style), name);
  const pixels = view.size / 360;
  for (const [lon, lat, clear] of anchors ?? []) {
    if (clear * pixels * 2.6 < width && !style.italic) continue;
    const [x, y] = view.point(toX(lon), toY(lat));
    if (tryAt(ctx, view, name, [[x, y, "center"], [x, y + 14, "center"], [x, y - 14, "center"]], style)) return true;
  }
  return false;
}

/** A line's name along it, where it runs straightest near the middle of the view. */
function alongLine(ctx, view, { name, lines }) {
  if (!name) return;
  const style = { size: 12, italic: true, color: view.theme.label };
  const width = widthOf(ctx, setFont(ctx, style), name);
  const spots = lines.flatMap((line) => runs(view, line, width + 8)).sort((a, b) => b.worth - a.worth);
  for (const { x, y, turn } of spots.slice(0, 12)) {
    const boxes = slices(x, y, turn, width, style.size);
    if (!boxes.every((box) => view.inside(box) && view.free(box))) continue;
    boxes.forEach(view.take);
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(turn);
    ctx.textAlign = "center";
    setFont(ctx, style);
    halo(ctx, view, name, 0, -9, style.color);
    ctx.restore();
    return;
  }
}

/** Pieces of a line as long as a text: their middle, direction and how straight they are. */
function runs(view, line, length) {
  const points = [];
  for (let i = 0; i < line.length; i += 2) {
    const point = view.point(line[i], line[i + 1]);
    const last = points.at(-1);
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) > 6) points.push(point);
  }
  const found = [];
  for (let i = 0, j = 0; i < points.length; i += 2) {
    const [ax, ay] = points[i];
    j = Math.max(j, i);
    while (j < points.length && Math.hypot(points[j][0] - ax, points[j][1] - ay) < length) j += 1;
    if (j >= points.length) break;
    const [bx, by] = points[j];
    const turn = Math.atan2(by - ay, bx - ax);
    const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const bend = Math.max(...points.slice(i, j).map(([px, py]) => Math.abs((px - ax) * Math.sin(turn) - (py - ay) * Math.cos(turn))));
    const upright = Math.abs(turn) > Math.PI / 2 ? turn + Math.PI : turn;
    const off = Math.hypot(x - view.width / 2, y - view.height / 2);
    found.push({ x, y, turn: upright, worth: -bend - off / 20 });
  }
  return found;
}

/** Small boxes along a turned text. */
function slices(x, y, turn, width, size) {
  const count = Math.max(2, Math.ceil(width / size));
  return Array.from({ length: count }, (_, i) => {
    const along = ((i + 0.5) / count - 0.5) * width;
    const [cx, cy] = [x + along * Math.cos(turn) + 9 * Math.sin(turn), y + along * Math.sin(turn) - 9 * Math.cos(turn)];
    return boxAt(cx, cy, size * 0.6);
  });
}
