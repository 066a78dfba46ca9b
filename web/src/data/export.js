/** What is visible, as GeoJSON or CSV. */

/**
 * @param {object[]} rows
 * @param {(row: object, index: number) => ?object} geometry
 */
export function toGeoJson(rows, geometry) {
  const features = rows.map((row, i) => ({
    type: "Feature",
    id: row.event_id ?? row.crossing_id,
    geometry: geometry(row, i),
    properties: row,
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

/** RFC 4180; lists as JSON; a cell that a spreadsheet would run as a formula starts with '. */
export function toCsv(rows) {
  if (!rows.length) return "";
  const names = Object.keys(rows[0]);
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => cells.map(cell).join(","))
    .join("\r\n");
}

function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
