/** Our layers as Leaflet layers: what folium's script makes, on any map. */
import { readBlock, rowCount, rowOf } from "./data/decode.js";
import { loadEvents } from "./data/store.js";
import { areasPainter } from "./draw/areas.js";
import { crossingsPainter } from "./draw/crossings.js";
import { groundPainter, makeGround } from "./draw/ground.js";
import { labelsPainter } from "./draw/labels.js";
import { marksPainter } from "./draw/marks.js";
import { stageOf } from "./draw/stage.js";
import { crossingCard } from "./ui/card.js";
import { choicePopup, eventPopup, openPopup } from "./ui/popup.js";

/**
 * @param {() => Promise<object[]>} load gives the painters
 * @returns {object} an L.Layer with `ready`, a promise
 */
function makeLayer(load) {
  const layer = new L.Layer();
  let painters = [];
  layer.onAdd = (map) => {
    layer.ready ??= load(layer).then((made) => (painters = made));
    layer.ready.then(() => {
      if (map.hasLayer(layer)) painters.forEach(stageOf(map).add);
    });
  };
  layer.onRemove = (map) => painters.forEach(stageOf(map).remove);
  return layer;
}

/** @param {string} id of the block of data */
export function ground(id) {
  return makeLayer(async (layer) => {
    const part = await readBlock(id);
    const made = makeGround(part);
    const others = () => layer.others?.() ?? { areas: [], spots: [], marked: [] };
    return [groundPainter(made), labelsPainter(part, made, others)];
  });
}

/** @param {string} id */
export function crossings(id) {
  return makeLayer(async (layer) => {
    const { symbols, table } = await readBlock(id);
    const rows = Array.from({ length: rowCount(table) }, (_, i) => rowOf(table, i));
    layer.data = { rows, symbols };
    layer.host = { ...crossingHost(layer), ...layer.host };
    layer.painter = crossingsPainter(layer.data, through(layer));
    return [layer.painter];
  });
}

/** @param {string} id */
export function events(id) {
  return makeLayer(async (layer) => {
    const store = await loadEvents(id);
    layer.store = store;
    const all = Uint32Array.from({ length: store.rows }, (_, i) => i);
    const pointed = all.filter((row) => store.pointed[row]);
    layer.host = { rows: () => all, pointed: () => pointed, ...eventHost(layer), ...layer.host };
    const words = through(layer);
    layer.areas = areasPainter(store, words);
    layer.points = marksPainter(store, { ...words, rows: () => layer.host.pointed() });
    return [layer.areas, layer.points];
  });
}

/** Calls what the layer's host is by then: a page may put its own there. */
const through = (layer) => ({
  rows: () => layer.host.rows(),
  lit: () => layer.host.lit(),
  tap: (hit) => layer.host.tap(hit),
  hover: (hit) => layer.host.hover(hit),
  hexagons: () => layer.host.hexagons?.() ?? false,
  shaded: (shades) => layer.host.shaded?.(shades),
});

/** What a layer does on a map of somebody else: popups. */
function eventHost(layer) {
  return { lit: () => null, hover: () => {}, tap: (hit) => tapEvent(layer._map, layer.store, hit) };
}

function crossingHost(layer) {
  return {
    lit: () => null,
    hover: () => {},
    tap: ({ crossing }) => {
      const row = layer.data.rows[crossing];
      openPopup(layer._map, [row.lat, row.lon], crossingCard(layer.data.symbols, row), row.name);
    },
  };
}

/**
 * Opens what was hit: a card, a choice, or a closer view of a crowd.
 * @param {(row: number) => void} [chosen]
 */
export function tapEvent(map, store, hit, chosen = () => {}) {
  const open = (row, place) => {
    chosen(row);
    return eventPopup(map, store, row, place);
  };
  if (hit.row !== undefined) return open(hit.row, placeOf(store, hit.row));
  const rows = hit.rows ?? hit.group.members();
  const place = hit.rows ? middle(map, hit) : placeOf(store, rows[0]);
  if (rows.length === 1) return open(rows[0], place);
  if (!hit.rows && zoomInto(map, store, rows)) return null;
  return choicePopup(map, store, rows, place, (row) => open(row, place));
}

const placeOf = (store, row) => [store.lat[row], store.lon[row]];

function middle(map, { rows, store }) {
  return map.lastTap ?? (store ? placeOf(store, rows[0]) : map.getCenter());
}

/** Moves closer to rows that lie apart. @returns {boolean} whether it could */
function zoomInto(map, store, rows) {
  const bounds = L.latLngBounds(rows.map((row) => placeOf(store, row)));
  const apart = map.project(bounds.getNorthEast(), map.getMaxZoom()).distanceTo(map.project(bounds.getSouthWest(), map.getMaxZoom()));
  if (apart < 30 || map.getZoom() >= map.getMaxZoom()) return false;
  const zoom = Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds, false, L.point(80, 80))));
  map.setView(bounds.getCenter(), zoom);
  return true;
}
