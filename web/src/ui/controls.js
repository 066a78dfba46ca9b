/** Buttons on the map: zoom, whole view, full screen; the scale bar; far places at the edge. */
import { scaleBar } from "../data/mercator.js";
import { make, said } from "./dom.js";
import { icon } from "./glyph.js";

/** @param {object} app */
export function makeControls(app) {
  const { map } = app;
  const button = (text, label, onclick) => make("button", { type: "button", title: label, "aria-label": label, onclick }, icon(text));
  const root = document.getElementById("app");
  const buttons = [
    button("plus", "Zoom in", () => map.zoomIn(1)),
    button("minus", "Zoom out", () => map.zoomOut(1)),
    button("home", "Show the opening view", () => app.home()),
  ];
  if (document.fullscreenEnabled) {
    const toggle = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen());
    buttons.push(button("full", "Full screen", () => toggle().catch(() => {})));
  }
  if (app.crowded) buttons.push(hexagonsToggle(app, button));
  return make("div.controls", { role: "group", "aria-label": "Map view" }, ...buttons);
}

/** Whether many events are counted in hexagons, or in circles. */
function hexagonsToggle(app, button) {
  const toggle = button("hexagons", "Count many events in hexagons", () => app.setHexagons(!app.hexagons));
  const say = () => toggle.setAttribute("aria-pressed", String(app.hexagons));
  app.sayHexagons = say;
  say();
  return toggle;
}

/** @param {object} map */
export function makeScale(map) {
  const bar = make("span.scale-bar", {});
  const words = make("span", {});
  const element = make("div.scale", {}, bar, words);
  const update = () => {
    const { km, pixels } = scaleBar(map.getCenter().lat, map.getZoom(), 110);
    bar.style.width = `${Math.round(pixels)}px`;
    words.textContent = km >= 1 ? `${km.toLocaleString("en-US")} km` : `${Math.round(km * 1000)} m`;
  };
  map.on("zoomend moveend", update);
  update();
  return element;
}

/** Events elsewhere, named at the edge of the map. @param {object} app */
export function makeFar(app) {
  const { insets } = app.page;
  if (!insets.length) return null;
  const chips = insets.map(({ words, extent }) =>
    make("li", {}, make("button", { type: "button", onclick: () => app.fit(extent, true) }, said("span", words), make("span.arrow", { "aria-hidden": "true" }, " →"))),
  );
  return make("ul.far", { "aria-label": "Events elsewhere" }, ...chips);
}
