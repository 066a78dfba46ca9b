/** What opens on the map: one card, or the events of one place to choose from. */
import { fullRow } from "../data/store.js";
import { eventBrief, eventHead } from "./card.js";
import { make, said } from "./dom.js";
import { icon } from "./glyph.js";

const MOST = 60;

/** @param {object} map @param {[number, number]} place lat, lon @param {Node[]} content */
export function openPopup(map, place, content, label) {
  const close = make("button.close", { type: "button", "aria-label": "Close", onclick: () => map.closePopup() }, icon("close"));
  const box = make("div.geomap-card", { role: "dialog", "aria-label": label }, close, ...content.filter(Boolean));
  L.popup({ closeButton: false, maxWidth: 320, minWidth: 200, maxHeight: 300, className: "geomap-popup", autoPanPadding: [12, 12] })
    .setLatLng(place)
    .setContent(box)
    .openOn(map);
  return box;
}

/** The card of one event. */
export async function eventPopup(map, store, row, place) {
  const [words] = await store.details.rows([row]);
  const full = fullRow(store, row, words);
  const head = make("p.item-head", {}, ...eventHead(store, full));
  return openPopup(map, place, [head, ...eventBrief(full)], full.headline);
}

/** A choice of events at one place. @param {(row: number) => void} choose */
export async function choicePopup(map, store, rows, place, choose) {
  const shown = rows.slice(0, MOST);
  const words = await store.details.rows(shown);
  const items = shown.map((row, i) => {
    const head = eventHead(store, fullRow(store, row, words[i]));
    return make("li", {}, make("button.item-head", { type: "button", onclick: () => choose(row) }, ...head));
  });
  const more = rows.length > MOST ? `; the first ${MOST} are listed` : "";
  const title = said("p", `${rows.length.toLocaleString("en-US")} events here${more}`, { class: "popup-title" });
  return openPopup(map, place, [title, make("ul.choice", {}, ...items)], "Events at this place");
}
