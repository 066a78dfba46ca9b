/** Web Mercator in a unit square: x 0..1 from west to east, y 0..1 from north to south. */

const LIMIT = 85.0511287798;
const EARTH_KM = 40_075.016686;

/** @param {number} lon */
export const toX = (lon) => lon / 360 + 0.5;

/** @param {number} lat */
export function toY(lat) {
  const sine = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** @param {number} x */
export const toLon = (x) => (x - 0.5) * 360;

/** @param {number} y */
export const toLat = (y) => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;

/** Pixels of the whole world at a zoom. @param {number} zoom */
export const worldSize = (zoom) => 256 * 2 ** zoom;

/** Pixels of a distance at a latitude and zoom. */
export const pixelsOf = (km, lat, zoom) =>
  (km / (EARTH_KM * Math.cos((lat * Math.PI) / 180))) * worldSize(zoom);

/** Kilometers of a pixel at a latitude and zoom. */
export const kmOfPixel = (lat, zoom) => 1 / pixelsOf(1, lat, zoom);

/**
 * The round distance whose bar is at most `most` pixels long.
 * @returns {{km: number, pixels: number}}
 */
export function scaleBar(lat, zoom, most) {
  const room = kmOfPixel(lat, zoom) * most;
  const power = 10 ** Math.floor(Math.log10(room));
  const km = power * [5, 2, 1].find((step) => step * power <= room);
  return { km, pixels: pixelsOf(km, lat, zoom) };
}
