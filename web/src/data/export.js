/** What is visible, as GeoJSON or CSV. */
import { decodeLine } from "./decode.js";

/**
 * An area or line of the payload as GeoJSON; rings are closed, an area's polygons keep their holes.
 * @param {{kind: string, parts: number[][], polygons?: number[]}} shape
 * @param {number} scale
 */
export function shapeGeometry({ kind, parts, polygons }, scale) {
  const lines = parts.map((steps) => pairs(decodeLine(steps, scale)));
  if (kind !== "area") return { type: "MultiLineString", coordinates: lines };
  const rest = lines.map(closed);
  return { type: "MultiPolygon", coordinates: polygons.map((count) => rest.splice(0, count)) };
}

const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);

const closed = (ring) => {
  const [first, last] = [ring[0], ring.at(-1)];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
};

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
