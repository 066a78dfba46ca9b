/** What folium's script calls: the layers, and the page around them. */
import { start } from "./app.js";
import { make } from "./ui/dom.js";

export { stageOf } from "./draw/stage.js";
export { crossings, events, ground } from "./layers.js";

/**
 * Builds the page around a map.
 * @param {object} map Leaflet's
 * @param {{ground: object, crossings: object, events: object}} layers
 */
export function page(map, layers) {
  start(map, layers).catch((error) => {
    document.documentElement.dataset.ready = "failed";
    const words = "The map could not be drawn; a browser of 2023 or newer is needed. The words of its events are in the other files of this folder.";
    document.getElementById("panel").prepend(make("p.failed", { role: "alert" }, words));
    throw error;
  });
}
