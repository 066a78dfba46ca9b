/** What folium's script calls: the layers, and the page around them. */
import { start } from "./app.js";

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
    throw error;
  });
}
