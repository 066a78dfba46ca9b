/** The panel: search, filters, the list, crossings, what is not mapped, downloads. */
import { plural } from "../data/words.js";
import { crossingCard } from "./card.js";
import { make } from "./dom.js";
import { downloads } from "./downloads.js";
import { makeFacets } from "./facets.js";
import { makeList } from "./list.js";

const KM_STEPS = [1, 2, 5, 10, 25, 50, 100, 200];

/** @param {object} app */
export function makePanel(app) {
  const facets = makeFacets(app);
  const list = makeList(app, { label: "Events on the map", id: "list" });
  const left = makeList(app, { label: "Events not mapped" });
  const count = make("p.shown", { role: "status" });
  const search = searchBox(app);
  const border = borderBox(app);
  const reset = make("button.reset", { type: "button", hidden: true, onclick: () => app.reset() }, "Clear filters");
  const filters = make(
    "details.filters",
    {},
    make("summary", {}, "Filters"),
    ...[border?.element, facets.element].filter(Boolean),
  );
  filters.hidden = !border && !facets.element.childNodes.length;
  const leftTitle = make("summary", {});
  const leftBox = make("details.left", { open: !app.store.mapped.includes(1) }, leftTitle, left.element);
  const none = make("p.none-found", { hidden: true }, "No event matches these filters.");
  const tools = make("div.tools", {}, search.element, make("div.count-line", {}, count, reset));
  const element = make("div.panel-in", {}, tools, filters, none, list.element, crossingsBox(app), leftBox, app.store.rows > 0 && downloads(app));

  const update = (counts) => {
    const { rows, drawn, left: not } = app.shown;
    list.show(drawn);
    left.show(not);
    facets.update(counts);
    count.textContent = countWords(app, drawn.length, not.length);
    leftTitle.textContent = `${plural(not.length, "event")} not mapped`;
    leftBox.hidden = !not.length;
    none.hidden = rows.length > 0 || app.store.rows === 0;
    reset.hidden = !app.isFiltered();
    search.update();
    border?.update();
  };
  return { element, list, left, leftBox, filters, update };
}

function countWords(app, drawn, not) {
  const all = app.store.rows;
  if (!all) return "No events.";
  const words = app.isFiltered() ? `${drawn.toLocaleString("en-US")} of ${plural(all, "event")} on the map` : `${plural(drawn, "event")} on the map`;
  return not ? `${words}, ${not.toLocaleString("en-US")} not mapped` : words;
}

function searchBox(app) {
  let timer = 0;
  const input = make("input", {
    type: "search",
    placeholder: "Search words, places, actors",
    "aria-label": "Search events",
    autocomplete: "off",
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => app.setQuery(input.value), 180);
    },
  });
  const update = () => {
    if (document.activeElement !== input) input.value = app.query;
  };
  return { element: make("div.search", {}, input), update };
}

function borderBox(app) {
  const { borderKm } = app.store;
  if (!borderKm.some((km) => !Number.isNaN(km))) return null;
  const words = make("output", {});
  const input = make("input", {
    type: "range",
    min: 0,
    max: KM_STEPS.length,
    step: 1,
    "aria-label": "Distance to the border at most",
    oninput: () => app.setBorder(KM_STEPS[Number(input.value)] ?? null),
  });
  const update = () => {
    const at = KM_STEPS.indexOf(app.borderKm);
    input.value = at < 0 ? KM_STEPS.length : at;
    words.textContent = app.borderKm === null ? "any distance to the border" : `within ${app.borderKm} km of the line`;
    input.setAttribute("aria-valuetext", words.textContent);
  };
  const element = make("fieldset.facet.border", {}, make("legend", {}, "Near the border"), input, words);
  return { element, update };
}

function crossingsBox(app) {
  const { rows, symbols } = app.crossings;
  if (!rows.length) return null;
  const items = rows.map((row, index) => {
    const element = make("li.crossing", { "data-crossing": index, onmouseenter: () => app.lightCrossing(index), onmouseleave: () => app.lightCrossing(null) }, ...crossingCard(symbols, row));
    if (row.lat !== null) {
      element.append(make("button.to-map", { type: "button", "aria-label": `Show on the map: ${row.name}`, onclick: () => app.showCrossing(index) }, "Show on the map"));
    }
    return element;
  });
  return make("details.crossings", { open: items.length <= 12 }, make("summary", {}, plural(items.length, "border crossing")), make("ul", {}, ...items));
}
