/** Border crossings: a bar between posts says open, partly open, closed or unknown. */
import { toX, toY } from "../data/mercator.js";
import { boxAt, drawStem, nearestFree, shift } from "./view.js";

const HALF = 9;

/**
 * @param {{rows: object[], symbols: Record<string, object>}} crossings
 * @param {{lit: () => ?number, tap: Function, hover: Function}} words
 */
export function crossingsPainter({ rows, symbols }, { lit, tap, hover }) {
  const paths = Object.fromEntries(Object.entries(symbols).map(([key, s]) => [key, new Path2D(s.path)]));
  const placed = rows
    .map((row, index) => ({ row, index, x: toX(row.lon), y: toY(row.lat) }))
    .filter(({ row }) => row.lat !== null && row.lon !== null)
    .sort((a, b) => Number(b.row.major) - Number(a.row.major));
  const painter = {
    order: 20,
    spots: [],
    paint(ctx, view) {
      painter.spots = [];
      const found = placed.map((spot) => lay(view, spot)).filter(Boolean);
      for (const { place, at } of found) drawStem(ctx, place, at, view.theme);
      for (const { row, index, at } of found) {
        const look = { symbol: symbols[row.symbol], path: paths[row.symbol], inherited: row.inherited };
        draw(ctx, look, at, view.theme, index === lit());
        view.hits.push({ x: at[0], y: at[1], r: HALF, owner: painter, crossing: index, key: `c${index}` });
        painter.spots.push({ x: at[0], y: at[1], name: row.label ?? row.name, major: row.major });
      }
    },
    tap,
    hover,
  };
  return painter;
}

/** Where a crossing stands, beside what is there already; null outside the view. */
function lay(view, { row, index, x, y }) {
  const place = view.point(x, y);
  if (!view.inside(boxAt(...place, -20))) return null;
  const box = boxAt(...place, HALF + 2, HALF * 0.8 + 1);
  const [dx, dy] = nearestFree(view, box);
  view.take(shift(box, dx, dy));
  return { row, index, place, at: [place[0] + dx, place[1] + dy] };
}

function draw(ctx, { symbol, path, inherited }, [x, y], theme, strong) {
  ctx.save();
  ctx.translate(x, y);
  if (strong) {
    ctx.strokeStyle = theme.ink;
    ctx.lineWidth = 2;
    ctx.strokeRect(-HALF - 4, -HALF - 2, 2 * HALF + 8, 2 * HALF + 4);
  }
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = theme.paper;
  ctx.fillRect(-HALF - 1, -HALF * 0.75 - 1, 2 * HALF + 2, HALF * 1.5 + 2);
  ctx.globalAlpha = 1;
  ctx.scale(HALF / 10, HALF / 10);
  ctx.fillStyle = inherited ? theme.paper : symbol.color;
  ctx.fill(path);
  ctx.strokeStyle = inherited && symbol.key !== "unknown" ? symbol.color : theme.ink;
  ctx.lineWidth = inherited ? 2 : 1.3;
  ctx.stroke(path);
  if (symbol.key === "unknown") {
    ctx.font = "700 11px system-ui, sans-serif";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = "#1d1c1a";
    ctx.fillText("?", 0, 0.5);
  }
  ctx.restore();
}
