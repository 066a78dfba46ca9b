/** Choices by type, status, precision, country and source, with counts that follow. */
import { make, said } from "./dom.js";

const SHOWN = 8;
/** A facet of more values lists those with the most events; search finds the others. */
const MOST = 60;

/**
 * @param {object} app
 * @returns {{element: HTMLElement, update: (counts: Uint32Array[]) => void}}
 */
export function makeFacets(app) {
  const boxes = app.store.facets.map((facet, index) => facetBox(app, facet, index)).filter(Boolean);
  return {
    element: make("div.facets", {}, ...boxes.map(({ element }) => element)),
    update: (counts) => boxes.forEach(({ update, index }) => update(counts[index])),
  };
}

function facetBox(app, facet, index) {
  if (facet.values.length < 2) return null;
  const choices = facet.values.slice(0, MOST).map((value, i) => choice(app, facet, index, i, value));
  const rest = choices.slice(SHOWN).map(({ element }) => element);
  const more = rest.length && make("details.more-choices", {}, make("summary", {}, `${rest.length} more`), ...rest);
  const element = make(
    "fieldset.facet",
    {},
    make("legend", {}, facet.label),
    ...choices.slice(0, SHOWN).map(({ element: shown }) => shown),
    more || null,
    facet.values.length > MOST && make("p.rest", {}, `and ${(facet.values.length - MOST).toLocaleString("en-US")} more: use the search`),
  );
  const update = (counts) => choices.forEach((c, i) => c.update(counts[i], app.chosen[index].has(i)));
  return { element, update, index };
}

function choice(app, facet, index, number, value) {
  const input = make("input", {
    type: "checkbox",
    onchange: () => app.choose(index, number, input.checked),
  });
  const count = make("span.count", {});
  const element = make("label.choice", {}, input, said("span", value, { class: "choice-word" }), count);
  return {
    element,
    update: (shown, checked) => {
      input.checked = checked;
      count.textContent = shown.toLocaleString("en-US");
      element.classList.toggle("none", shown === 0);
    },
  };
}
