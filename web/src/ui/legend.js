/** The legend: only what is there; what the filters hide is dimmed. */
import { make } from "./dom.js";
import { shadeWords } from "../data/hexagons.js";
import { shadeSteps } from "../draw/hexagons.js";
import { crossingGlyph, glyph, hexagonGlyph, signGlyph } from "./glyph.js";

/** The share of the map's height that an open legend may take. */
const MOST = 0.42;

/** Makes a legend that is too high for its map two columns wide, or folds it. */
export function fitLegend(legend, { x, y }) {
  if (!legend?.open) return;
  if (legend.offsetHeight > y * MOST && x > 620) legend.classList.add("wide");
  if (legend.offsetHeight > y * MOST * 1.25) legend.open = false;
}

/** Groups of the legend that speak of single marks. */
const MARKS = ["event", "status"];

/** @param {object} app */
export function makeLegend(app) {
  const rows = app.page.legend.map((entry) => ({ entry, element: make("li", {}, sign(app, entry), make("span", {}, entry.label)) }));
  if (!rows.length) return null;
  rows.forEach(({ entry, element }, i) => element.classList.toggle("first", i > 0 && rows[i - 1].entry.group !== entry.group));
  const element = make(
    "details.legend",
    { open: app.narrow || app.inFrame ? null : true },
    make("summary", {}, "Legend"),
    make("ul.shades", { hidden: true }),
    make("ul", {}, ...rows.map((row) => row.element)),
  );
  /** What shades of hexagons mean; signs that are not on the map then go. */
  const shade = (shades) => {
    const words = shades ? shadeRows(shades) : [];
    const list = element.querySelector(".shades");
    if (list.textContent === words.map((row) => row.textContent).join("")) return;
    list.replaceChildren(...words);
    list.hidden = !shades;
    const gone = ({ group, key }) => shades && (key === "ring" || (MARKS.includes(group) && !app.store.shapes.length));
    rows.forEach((row) => (row.element.hidden = gone(row.entry)));
  };
  const update = () => {
    const { symbols } = app.store;
    rows
      .filter(({ entry }) => entry.group === "event")
      .forEach(({ entry, element: row }) => row.classList.toggle("none", !app.shown.kinds[symbols.findIndex((s) => s.key === entry.key)]));
  };
  return { element, update, shade };
}

/** @param {{lows: number[], km: number}} shades */
function shadeRows({ lows, km }) {
  const across = Number(km.toPrecision(2));
  return [
    make("li.line", {}, `Events in a hexagon about ${across.toLocaleString("en-US")} km across`),
    ...shadeSteps(lows).map((step, i) => make("li", {}, hexagonGlyph(step), make("span", {}, shadeWords(lows, i)))),
    make("li.line.aside", {}, "Closer views show single events."),
  ];
}

function sign(app, { group, key }) {
  const { symbols } = app.store;
  if (group === "event") return glyph(symbols.find((s) => s.key === key) ?? symbols.at(-1));
  if (group === "status") return glyph(symbols.at(-1), key);
  if (group === "precision") return signGlyph(key);
  if (group === "line") return signGlyph("contested");
  const known = app.crossings.symbols;
  return crossingGlyph(known[key === "inherited" ? "closed" : key], key === "inherited");
}
