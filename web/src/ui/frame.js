/** How the page sits in its window: gestures in a frame, keys, print. */
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

/** On paper everything that is listed is shown. */
export function watchPrint(app) {
  const boxes = () => document.querySelectorAll("details.crossings, details.left, details.legend");
  let open = [];
  window.addEventListener("beforeprint", () => {
    open = [...boxes()].map((box) => [box, box.open]);
    open.forEach(([box]) => (box.open = true));
  });
  window.addEventListener("afterprint", () => open.forEach(([box, was]) => (box.open = was)));
}
