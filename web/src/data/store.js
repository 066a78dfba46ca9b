/** The events of the page in typed arrays: all that filtering and drawing need. */
import { decodeCodes, decodeNumbers, fromDay, readBlock } from "./decode.js";
import { makeDetails } from "./details.js";
import { makeFacet, makeFilter } from "./filter.js";
import { toX, toY } from "./mercator.js";
import { makeSearch } from "./search.js";

/**
 * @param {string} id of the layer
 * @returns {Promise<object>}
 */
export async function loadEvents(id) {
  const head = await readBlock(id);
  const columns = await decodeAll(head.columns);
  const details = makeDetails(id, head.details);
  const store = {
    rows: head.rows,
    shapes: head.shapes,
    scale: head.scale,
    words: head.words,
    symbols: Object.values(head.symbols),
    details,
    search: makeSearch(details, head.rows),
    ...places(columns),
    start: columns.start,
    end: columns.end,
    borderKm: columns.border_km,
    radiusKm: columns.radius_km,
    precision: columns.where_prec,
    shape: columns.shape,
    ...looks(columns, Object.keys(head.symbols)),
    fills: columns.fill,
    marks: columns.mark,
    /** @type {?{dict: string[], codes: Int32Array}} names of places, where events are few */
    places: columns.place ?? null,
    columns,
  };
  store.facets = facets(store, head.words);
  store.filter = makeFilter(store.rows, store.facets);
  return store;
}

async function decodeAll(columns) {
  const pairs = Object.entries(columns).map(async ([name, column]) => [
    name,
    await (column.dict ? decodeCodes(column) : decodeNumbers(column)),
  ]);
  return Object.fromEntries(await Promise.all(pairs));
}

function places({ lat, lon }) {
  return { lat, lon, xs: lon.map(toX), ys: lat.map(toY) };
}

/** The number of each row's symbol; `pointed`: 1 for a row that is drawn as a mark at a place. */
function looks({ symbol, mark }, keys) {
  const numbers = symbol.dict.map((key) => Math.max(0, keys.indexOf(key)));
  const kinds = Uint8Array.from(symbol.codes, (code) => numbers[code] ?? 0);
  const drawn = mark.dict.map((key) => (key === "point" || key === "ring" ? 1 : 0));
  const pointed = Uint8Array.from(mark.codes, (code) => drawn[code] ?? 0);
  const none = mark.dict.indexOf("none");
  const mapped = Uint8Array.from(mark.codes, (code) => (code === none ? 0 : 1));
  return { kinds, pointed, mapped };
}

function facets(store, words) {
  const { columns, symbols } = store;
  const precision = {
    dict: Object.values(words.precision),
    codes: Int32Array.from(store.precision, (p) => (p >= 1 ? p - 1 : -1)),
  };
  return [
    makeFacet("type", "Type", columns.event_type, { order: symbols.map((s) => s.label) }),
    makeFacet("status", "Status", columns.status, {
      word: (key) => words.status[key] ?? key,
      order: Object.values(words.status),
    }),
    makeFacet("precision", "Place known", precision, {
      order: Object.values(words.precision),
      missing: "no place given",
    }),
    makeFacet("country", "Country", columns.country),
    makeFacet("source", "Source", columns.source),
  ];
}

/**
 * A row as a record: its words with what the head holds of it.
 * @param {object} store
 * @param {number} row
 * @param {object} words
 */
export function fullRow(store, row, words) {
  const number = (values) => (Number.isNaN(values[row]) ? null : values[row]);
  const { columns } = store;
  const coded = Object.entries(columns)
    .filter(([, column]) => column.dict)
    .map(([name, { dict, codes }]) => [name, dict[codes[row]] ?? null]);
  return {
    ...words,
    ...Object.fromEntries(coded),
    date_start: fromDay(store.start[row]),
    date_end: fromDay(store.end[row]),
    lat: number(store.lat),
    lon: number(store.lon),
    where_prec: number(store.precision),
    border_km: number(store.borderKm),
  };
}
