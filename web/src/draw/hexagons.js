/** Events counted in hexagons, where marks would lie over each other. */
import { countHexagons, hexagonsAround, rowsOf, SHADES, shadeLows, shadeOf } from "../data/hexagons.js";
import { kmOfPixel, toLat, worldSize } from "../data/mercator.js";

/** Pixels from side to side at a whole zoom. */
const WIDE = 16;
/** What lies under a hexagon is still seen. */
export const OPACITY = 0.88;

/**
 * @param {{xs: Float64Array, ys: Float64Array}} places
 * @returns {(rows: ArrayLike<number>, view: object) => object} the hexagons of rows, counted anew
 *   only when the rows or the whole zoom have changed
 */
export function hexagonCounter(places) {
  let known = {};
  return (rows, view) => {
    const around = hexagonsAround(worldSize(Math.round(view.zoom)), WIDE);
    if (known.rows !== rows || known.around !== around) known = { rows, around, cells: countHexagons(rows, places, around) };
    const pixels = view.size / around;
    const shown = known.cells
      .map((cell) => ({ ...cell, at: view.point(cell.x, cell.y) }))
      .filter(({ at: [x, y] }) => x > -pixels && y > -pixels && x < view.width + pixels && y < view.height + pixels);
    return {
      shown,
      pixels,
      total: shown.reduce((sum, { count }) => sum + count, 0),
      lows: shadeLows(known.cells.reduce((most, { count }) => Math.max(most, count), 0)),
      members: (key) => rowsOf(key, rows, places, around),
    };
  };
}

/**
 * @param {object} found what the counter gave
 * @param {object} painter that answers when one is hit
 * @param {?number} over the key of the hexagon under the pointer
 * @returns {{lows: number[], km: number}} what the legend says
 */
export function paintHexagons(ctx, view, { shown, pixels, lows, members }, painter, over) {
  const path = outline(pixels);
  ctx.lineWidth = 0.8;
  ctx.strokeStyle = view.theme.paper;
  for (const { key, count, at } of shown) {
    ctx.setTransform(view.ratio, 0, 0, view.ratio, at[0] * view.ratio, at[1] * view.ratio);
    ctx.globalAlpha = OPACITY;
    ctx.fillStyle = view.theme[`shade${step(lows, count)}`];
    ctx.fill(path);
    ctx.globalAlpha = 1;
    ctx.stroke(path);
    view.hits.push({ x: at[0], y: at[1], r: pixels / 2 - 3, owner: painter, hexagon: key, key: `h${key}`, group: { count, members: () => members(key) } });
  }
  ctx.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  const pointed = shown.find(({ key }) => key === over);
  if (pointed) told(ctx, view, pointed, path);
  const lat = toLat((view.window.north + view.window.south) / 2);
  return { lows, km: pixels * kmOfPixel(lat, view.zoom) };
}

/** The number of a shade, 1 to `SHADES`; few shades are the darkest but one and those below it. */
const step = (lows, count) => shadeOf(count, lows) + 1 + Math.min(1, SHADES - lows.length);

/** The number of each shade in use, for the legend. */
export const shadeSteps = (lows) => lows.map((low) => step(lows, low));

/** The hexagon under the pointer: outlined, with its number. */
function told(ctx, view, { count, at: [x, y] }, path) {
  ctx.save();
  ctx.translate(x, y);
  ctx.strokeStyle = view.theme.ink;
  ctx.lineWidth = 2;
  ctx.stroke(path);
  ctx.restore();
  const words = count === 1 ? "1 event" : `${count.toLocaleString("en-US")} events`;
  ctx.font = "600 13px system-ui, sans-serif";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.strokeStyle = view.theme.paper;
  ctx.lineWidth = 4;
  ctx.strokeText(words, x, y - 24);
  ctx.fillStyle = view.theme.ink;
  ctx.fillText(words, x, y - 24);
}

function outline(pixels) {
  const path = new Path2D();
  for (let corner = 0; corner < 6; corner++) {
    const turn = ((corner * 60 + 30) * Math.PI) / 180;
    path.lineTo((Math.cos(turn) * pixels) / Math.sqrt(3), (Math.sin(turn) * pixels) / Math.sqrt(3));
  }
  path.closePath();
  return path;
}
