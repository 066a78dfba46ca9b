/** What is visible, to take along. */
import { shapeGeometry, toCsv, toGeoJson } from "../data/export.js";
import { fullRow } from "../data/store.js";
import { make } from "./dom.js";

/** @param {object} app */
export function downloads(app) {
  const button = (words, name, type, write) =>
    make("button", { type: "button", onclick: async () => save(name, type, write(await rowsOf(app))) }, words);
  return make(
    "div.downloads",
    { role: "group", "aria-label": "Download the events shown" },
    make("span", {}, "Download what is shown: "),
    button("GeoJSON", "events.geojson", "application/geo+json", (rows) => toGeoJson(rows, (row) => geometry(app.store, row))),
    button("CSV", "events.csv", "text/csv", (rows) => toCsv(rows)),
  );
}

async function rowsOf(app) {
  const found = [];
  for (const row of app.shown.rows) {
    const [words] = await app.store.details.rows([row]);
    found.push({ ...fullRow(app.store, row, words), row });
  }
  return found;
}

function geometry(store, { row, lon, lat, mark }) {
  const number = store.shape[row];
  if (["point", "ring", "crossing"].includes(mark)) return { type: "Point", coordinates: [lon, lat] };
  if (Number.isNaN(number)) return null;
  return shapeGeometry(store.shapes[number], store.scale);
}

function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = make("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
