/** The small pictures of the list and the legend: the same paths as on the map. */
import { OPACITY } from "../draw/hexagons.js";
import { make, makeSvg } from "./dom.js";

/** @param {{path: string, color: string, label: string}} symbol @param {string} fill */
export function glyph(symbol, fill = "solid") {
  const hollow = fill === "hollow" || fill === "dashed";
  const path = makeSvg("path", {
    d: symbol.path,
    fill: hollow ? "var(--paper)" : symbol.color,
    stroke: hollow ? symbol.color : "var(--ink)",
    "stroke-width": hollow ? 2.6 : 1.2,
    "stroke-dasharray": fill === "dashed" ? "4 2.6" : null,
    opacity: fill === "faded" ? 0.5 : null,
    "fill-rule": "evenodd",
  });
  return frame(path);
}

/** @param {{key: string, path: string, color: string}} symbol @param {boolean} inherited */
export function crossingGlyph(symbol, inherited) {
  const path = makeSvg("path", {
    d: symbol.path,
    fill: inherited ? "var(--paper)" : symbol.color,
    stroke: inherited && symbol.key !== "unknown" ? symbol.color : "var(--ink)",
    "stroke-width": inherited ? 2 : 1.2,
  });
  const question = makeSvg("text", { y: 4, "text-anchor": "middle", "font-size": 11, fill: "var(--ink)", "font-weight": 700 }, "?");
  return symbol.key === "unknown" ? frame(path, question) : frame(path);
}

/** How precisely a place is known, and lines. @param {"ring" | "area" | "line" | "contested"} key */
export function signGlyph(key) {
  const line = { fill: "none", stroke: "var(--muted)", "stroke-width": 2 };
  if (key === "ring") {
    return frame(
      makeSvg("circle", { r: 9, ...line, "stroke-width": 1.6, "stroke-dasharray": "4 2.6" }),
      makeSvg("circle", { r: 3, fill: "var(--muted)" }),
    );
  }
  if (key === "area") {
    const hatches = "M-9 1L1 -7M-9 7L7 -7M-3 7L9 -3M3 7L9 3";
    return frame(
      makeSvg("rect", { x: -9, y: -7, width: 18, height: 14, ...line, "stroke-width": 1.6 }),
      makeSvg("path", { d: hatches, ...line, "stroke-width": 1, opacity: 0.7 }),
    );
  }
  const dash = key === "contested" ? "6 3" : null;
  const width = key === "contested" ? 2 : 6;
  return frame(
    makeSvg("path", { d: "M-10 0H10", ...line, "stroke-width": width, "stroke-dasharray": dash, opacity: key === "line" ? 0.5 : 1 }),
  );
}

/** A hexagon in a shade, as on the map. @param {number} step from 1 on */
export function hexagonGlyph(step) {
  const look = { fill: `var(--shade-${step})`, "fill-opacity": OPACITY, stroke: "var(--country-line)", "stroke-width": 0.8 };
  return frame(makeSvg("path", { d: HEXAGON, ...look }));
}

const HEXAGON = "M0 -10L8.66 -5V5L0 10L-8.66 5V-5Z";

const ICONS = {
  hexagons: "M0 -8L6.9 -4V4L0 8L-6.9 4V-4ZM0 -3.4L2.9 -1.7V1.7L0 3.4L-2.9 1.7V-1.7Z",
  plus: "M-7 0H7M0 -7V7",
  minus: "M-7 0H7",
  home: "M-8 0L0 -7L8 0M-5.5 -1V7H5.5V-1",
  full: "M-8 -3V-8H-3M3 -8H8V-3M8 3V8H3M-3 8H-8V3",
  play: "M-5 -7L7 0L-5 7Z",
  pause: "M-4 -6V6M4 -6V6",
  close: "M-6 -6L6 6M6 -6L-6 6",
};

/** A sign on a button; the button's label says what it does. @param {keyof ICONS} key */
export function icon(key) {
  const filled = key === "play" ? "currentColor" : "none";
  return frame(makeSvg("path", { d: ICONS[key], fill: filled, stroke: "currentColor", "stroke-width": 2.2 }));
}

function frame(...children) {
  const picture = makeSvg("svg", { viewBox: "-12 -12 24 24", width: 18, height: 18, "aria-hidden": "true" }, ...children);
  return make("span.glyph", {}, picture);
}
