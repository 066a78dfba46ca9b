/** Border crossings: a bar between posts says open, partly open, closed or unknown. */
import { toX, toY } from "../data/mercator.js";
import { boxAt, settle } from "./view.js";

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
      for (const { row, index, x, y } of placed) {
        const place = view.point(x, y);
        if (!view.inside(boxAt(...place, -20))) continue;
        const at = settle(view, ...place, HALF);
        view.take(boxAt(...at, HALF + 1, HALF * 0.8));
        stem(ctx, place, at, view.theme);
        draw(ctx, { symbol: symbols[row.symbol], path: paths[row.symbol], inherited: row.inherited }, at, view.theme, index === lit());
        view.hits.push({ x: at[0], y: at[1], r: HALF, owner: painter, crossing: index, key: `c${index}` });
        painter.spots.push({ x: at[0], y: at[1], name: row.name, major: row.major });
      }
    },
    tap,
    hover,
  };
  return painter;
}

function stem(ctx, [fx, fy], [tx, ty], theme) {
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
