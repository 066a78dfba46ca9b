/** The quiet ground: land, water, lines. Its words are in labels.js. */
import world from "coarse-world";
import { makePath } from "./paths.js";

/** Units of a degree in the coarse world (build.mjs). */
const COARSE = 10;

/** @param {object} part of the payload */
export function makeGround(part) {
  const { scale } = part;
  const area = ({ rings }) => makePath(rings, scale, true);
  const lands = part.land.map((land) => ({ ...area(land), focus: land.focus }));
  return {
    coarse: makePath(world, COARSE, true),
    lands,
    lakes: part.lakes.map(area),
    admin1: part.admin1.map(({ lines }) => makePath(lines, scale)),
    lines: part.country_lines.length ? [makePath(part.country_lines, scale)] : [],
    contested: part.contested_lines.map(({ name, lines }) => ({ ...makePath(lines, scale), name })),
  };
}

/** @param {ReturnType<typeof makeGround>} ground */
export function groundPainter(ground) {
  return {
    order: 0,
    paint(ctx, view) {
      const { theme } = view;
      if (view.tiled) {
        stroke(ctx, view, ground.contested, theme.contestedLine, 2, [6, 3]);
        return;
      }
      ctx.fillStyle = theme.sea;
      ctx.fillRect(0, 0, view.width, view.height);
      fill(ctx, view, [ground.coarse], theme.neighbor);
      clear(ctx, view, ground.lands, theme.sea);
      fill(ctx, view, ground.lands.filter((l) => !l.focus), theme.neighbor);
      fill(ctx, view, ground.lands.filter((l) => l.focus), theme.land);
      fill(ctx, view, ground.lakes, theme.sea);
      if (view.zoom >= 4) stroke(ctx, view, ground.admin1, theme.admin1Line, 0.6);
      stroke(ctx, view, ground.lines, theme.countryLine, 1);
      stroke(ctx, view, ground.contested, theme.contestedLine, 1.4, [6, 3]);
    },
  };
}

/** Calls for each path and turn of the world in view. */
function each(view, shapes, draw) {
  for (const turn of view.turns()) {
    for (const shape of shapes) if (view.shows(shape.box, turn)) draw(shape, view.matrix(shape.origin, turn));
  }
}

function fill(ctx, view, shapes, color) {
  ctx.fillStyle = color;
  each(view, shapes, ({ path }, matrix) => view.within(ctx, matrix, () => ctx.fill(path, "evenodd")));
}

/** Water under the exact land, where the coarse coast would show. */
function clear(ctx, view, lands, color) {
  ctx.fillStyle = color;
  for (const turn of view.turns()) {
    for (const { box } of lands) {
      const [left, right] = [box.west + turn, box.east + turn].map((x) => x * view.size - view.left);
      const [top, bottom] = [box.north, box.south].map((y) => y * view.size - view.top);
      ctx.fillRect(left, top, right - left, bottom - top);
    }
  }
}

function stroke(ctx, view, shapes, color, width, dash = []) {
  ctx.strokeStyle = color;
  ctx.lineJoin = "round";
  each(view, shapes, ({ path }, matrix) =>
    view.within(ctx, matrix, (pixel) => {
      ctx.lineWidth = width * pixel;
      ctx.setLineDash(dash.map((d) => d * pixel));
      ctx.stroke(path);
    }),
  );
}
