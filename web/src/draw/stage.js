/** One canvas over the map on which painters draw, one above the other. */
import { worldSize } from "../data/mercator.js";
import { makeView } from "./view.js";

/** @type {WeakMap<object, object>} */
const stages = new WeakMap();
const NAMES =
  "land neighbor sea country-line contested-line admin1-line town label water-label ink paper muted shade-1 shade-2 shade-3 shade-4 shade-5".split(" ");

/** The stage of a Leaflet map, made when first asked for. */
export function stageOf(map) {
  if (!stages.has(map)) stages.set(map, makeStage(map));
  return stages.get(map);
}

/** The colors of the page's theme, by the names of style.py. */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const theme = Object.fromEntries(
    NAMES.map((name) => [name.replace(/-(\w)/g, (_, c) => c.toUpperCase()), style.getPropertyValue(`--${name}`).trim()]),
  );
  const dark = parts(theme.paper).reduce((sum, part) => sum + part) < 384;
  return { ...theme, tone: dark ? lighter : (color) => color };
}

/** @param {string} color "#rrggbb" */
const parts = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

/** Lines without an outline need more light on a dark ground. */
const lighter = (color) => `rgb(${parts(color).map((part) => Math.round(part + (255 - part) * 0.38)).join(" ")})`;

/**
 * @typedef {{order: number, paint: (ctx: CanvasRenderingContext2D, view: object) => void,
 *   tap?: (hit: object) => void, hover?: (hit: ?object) => void}} Painter
 */
function makeStage(map) {
  const canvas = document.createElement("canvas");
  canvas.className = "geomap-stage leaflet-zoom-animated";
  canvas.setAttribute("aria-hidden", "true");
  pane(map).append(canvas);
  const ctx = canvas.getContext("2d");
  /** @type {Painter[]} */
  const painters = [];
  const stage = { map, canvas, view: null, theme: readTheme(), drawn: 0, tiled: false, covers: () => [] };
  let waiting = 0;

  stage.draw = () => {
    cancelAnimationFrame(waiting);
    waiting = 0;
    if (map._animatingZoom || !map._loaded) return;
    stage.view = place(map, canvas, ctx, stage.theme);
    stage.view.covers = stage.covers();
    stage.view.tiled = stage.tiled;
    for (const painter of painters) painter.paint(ctx, stage.view);
    stage.drawn += 1;
  };
  stage.redraw = () => {
    waiting ||= requestAnimationFrame(stage.draw);
  };
  stage.add = (painter) => {
    painters.push(painter);
    painters.sort((a, b) => a.order - b.order);
    stage.redraw();
  };
  stage.remove = (painter) => {
    painters.splice(painters.indexOf(painter), 1);
    stage.redraw();
  };
  stage.restyle = () => {
    stage.theme = readTheme();
    stage.redraw();
  };
  listen(map, stage, canvas, painters);
  return stage;
}

function pane(map) {
  const made = map.getPane("geomap") ?? map.createPane("geomap");
  made.style.zIndex = "410";
  made.style.pointerEvents = "none";
  return made;
}

/** Lays the canvas over the window of the map and clears it. */
function place(map, canvas, ctx, theme) {
  const { x: width, y: height } = map.getSize();
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const corner = map.getPixelBounds().min;
  const zoom = map.getZoom();
  return makeView({ left: corner.x, top: corner.y, width, height, size: worldSize(zoom), zoom, ratio, theme });
}

function listen(map, stage, canvas, painters) {
  map.on("move moveend zoomend viewreset resize", stage.redraw);
  map.on("zoomanim", ({ zoom, center }) => {
    const { left, top } = stage.view;
    const corner = map.unproject(L.point(left, top), stage.view.zoom);
    const scale = map.getZoomScale(zoom, stage.view.zoom);
    L.DomUtil.setTransform(canvas, map._latLngToNewLayerPoint(corner, zoom, center), scale);
  });
  map.on("click", (event) => {
    const hit = stage.view?.pick(event.containerPoint);
    const owner = hit?.owner;
    if (owner?.tap) owner.tap(hit);
  });
  let over = null;
  const hover = (hit) => {
    if (hit?.key === over?.key && hit?.owner === over?.owner) return;
    over = hit;
    map.getContainer().classList.toggle("geomap-over", Boolean(hit));
    painters.forEach((painter) => painter.hover?.(hit?.owner === painter ? hit : null));
  };
  map.on("mousemove", (event) => hover(stage.view?.pick(event.containerPoint) ?? null));
  map.on("mouseout movestart zoomstart", () => hover(null));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", stage.restyle);
  matchMedia("print").addEventListener("change", stage.restyle);
}
