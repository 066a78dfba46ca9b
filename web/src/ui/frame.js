/** How the page sits in its window: gestures in a frame, keys, print. */
import { stageOf } from "../draw/stage.js";
import { make } from "./dom.js";

const HINT_MS = 1600;

/** In somebody's article the wheel scrolls the article; with Ctrl (or Cmd) it zooms the map. */
export function frameMap(app) {
  const { map } = app;
  document.documentElement.dataset.embed = String(app.inFrame);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, inertia: false });
    map._zoomAnimated = false;
  }
  map.on("preclick", ({ latlng }) => (map.lastTap = latlng));
  if (!app.inFrame) return;
  map.scrollWheelZoom.disable();
  if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();
  const hint = make("div.gesture", { hidden: true }, "Use Ctrl + scroll, or two fingers, to zoom the map");
  document.getElementById("map-box").append(hint);
  let timer = 0;
  map.getContainer().addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() - Math.sign(event.deltaY) * 0.5, { animate: false });
        return;
      }
      hint.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => (hint.hidden = true), HINT_MS);
    },
    { passive: false },
  );
}

/** In a frame the list waits behind a button. */
export function listToggle(app) {
  const root = document.documentElement;
  const panel = document.getElementById("panel");
  const show = (open) => {
    root.dataset.list = open ? "open" : "closed";
    toggle.setAttribute("aria-expanded", String(open));
  };
  const toggle = make("button.list-toggle", { type: "button", "aria-controls": "panel", onclick: () => show(root.dataset.list !== "open") }, "List");
  const close = make("button.list-close", { type: "button", onclick: () => { show(false); toggle.focus(); } }, "Back to the map");
  document.querySelector(".head").append(toggle);
  panel.prepend(close);
  document.querySelector(".skip").addEventListener("click", () => show(true));
  app.openList = () => show(true);
  show(false);
}

/** Boxes of what lies over the map, for words to keep clear of. @param {HTMLElement} box */
export function coverBoxes(box) {
  const origin = box.getBoundingClientRect();
  return [...box.querySelectorAll(".controls, .scale, .far li, .legend")].map((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top };
  });
}

/** Marks that the check of the opening view looks at, at most. */
const SAMPLE = 5000;
/** Levels of zoom that the opening view gives up for a clear legend, at most. */
const MOST_LOSS = 0.8;

/**
 * Room for the legend in the opening view: the lower left corner, the right one when it would cover
 * an event there, else a wider view.
 * @param {?HTMLElement} legend
 * @returns {object} options of fitBounds
 */
export function clearOf(app, legend) {
  const { map, store } = app;
  if (!legend?.open) return {};
  const [{ offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height }, size] = [legend, map.getSize()];
  const places = [...app.crossings.rows.map(({ lat, lon }) => [lat, lon])];
  for (let row = 0; row < Math.min(store.rows, SAMPLE); row++) {
    const shape = store.shapes[store.shape[row]];
    if (shape) places.push(...shape.anchors.map(([lon, lat]) => [lat, lon]));
    else if (store.pointed[row]) places.push([store.lat[row], store.lon[row]]);
  }
  const spots = places.filter(([lat]) => lat !== null).map((place) => map.latLngToContainerPoint(place));
  const covers = (from) => spots.some(({ x, y }) => x > from - 12 && x < from + width + 12 && y > top - 46 && y < top + height + 12);
  if (!covers(left) || width > size.x * 0.6) return {};
  if (!covers(size.x - width - left)) {
    legend.classList.add("right");
    return {};
  }
  const [west, south, east, north] = app.page.extent;
  const bounds = L.latLngBounds([south, west], [north, east]);
  const zoom = (x, y) => map.getBoundsZoom(bounds, false, L.point(x, y));
  const beside = zoom(width + 16, 12);
  const above = zoom(12, height + 16);
  if (zoom(12, 12) - Math.max(beside, above) > MOST_LOSS) return {};
  return beside >= above
    ? { paddingTopLeft: [width + 10, 6], paddingBottomRight: [6, 6] }
    : { paddingTopLeft: [6, 6], paddingBottomRight: [6, height + 10] };
}

/** Escape closes; N and P step through the events from the map. */
export function listenKeys(app) {
  const container = app.map.getContainer();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") app.map.closePopup();
  });
  container.addEventListener("keydown", (event) => {
    const by = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = app.panel.list.rows;
    if (!rows.length) return;
    const at = rows.indexOf(app.selected);
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length;
    app.select(rows[next], "keys");
  });
}

/** On paper everything that is listed is shown, and the map shows what it showed on the screen. */
export function watchPrint(app) {
  const { map } = app;
  let screen = null;
  matchMedia("print").addEventListener("change", ({ matches }) => {
    if (matches) screen = { bounds: map.getBounds(), center: map.getCenter(), zoom: map.getZoom() };
    map.invalidateSize({ pan: false, animate: false });
    if (matches) map.fitBounds(screen.bounds, { animate: false });
    else if (screen) map.setView(screen.center, screen.zoom, { animate: false });
    stageOf(map).draw();
  });
  const boxes = () => document.querySelectorAll("details.crossings, details.left, details.legend, details.notes");
  let open = [];
  window.addEventListener("beforeprint", () => {
    open = [...boxes()].map((box) => [box, box.open]);
    open.forEach(([box]) => (box.open = true));
  });
  window.addEventListener("afterprint", () => open.forEach(([box, was]) => (box.open = was)));
}
