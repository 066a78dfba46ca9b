/** Geometry of the payload as Path2D, in pixels of zoom 10 from an origin of its own. */
import { decodeLine } from "../data/decode.js";
import { toX, toY } from "../data/mercator.js";

/** Pixels of the world in a path's units: large enough for the canvas's single floats. */
export const BASE = 256 * 2 ** 10;

/**
 * @param {number[][]} parts lines or rings as steps
 * @param {number} scale units of a degree
 * @returns {{path: Path2D, origin: {x: number, y: number}, box: {west: number, north: number, east: number, south: number}, lines: Float64Array[]}}
 *   box and lines in unit Mercator
 */
export function makePath(parts, scale, closed = false) {
  const lines = parts.map((steps) => toUnit(decodeLine(steps, scale)));
  const box = boxOf(lines);
  const origin = { x: (box.west + box.east) / 2 || 0, y: (box.north + box.south) / 2 || 0 };
  const path = new Path2D();
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = [(line[i] - origin.x) * BASE, (line[i + 1] - origin.y) * BASE];
      if (i) path.lineTo(x, y);
      else path.moveTo(x, y);
    }
    if (closed) path.closePath();
  }
  return { path, origin, box, lines };
}

function toUnit(degrees) {
  for (let i = 0; i < degrees.length; i += 2) {
    degrees[i] = toX(degrees[i]);
    degrees[i + 1] = toY(degrees[i + 1]);
  }
  return degrees;
}

function boxOf(lines) {
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      box.west = Math.min(box.west, line[i]);
      box.east = Math.max(box.east, line[i]);
      box.north = Math.min(box.north, line[i + 1]);
      box.south = Math.max(box.south, line[i + 1]);
    }
  }
  return box;
}
