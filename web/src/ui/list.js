/** The list of events, a page at a time: the way for keyboard and screen reader. */
import { fullRow } from "../data/store.js";
import { eventBrief, eventHead, eventMore } from "./card.js";
import { make } from "./dom.js";

const PAGE = 25;

/**
 * @param {object} app
 * @param {{label: string, id?: string}} words
 */
export function makeList(app, { label, id }) {
  const items = make("ul.items", { id, "aria-label": label, tabindex: id ? -1 : null, onkeydown: (e) => step(e) });
  const where = make("span.where-in-list", { "aria-live": "polite" });
  const before = make("button", { type: "button", onclick: () => turn(-PAGE) }, "Earlier");
  const after = make("button", { type: "button", onclick: () => turn(PAGE) }, "Later");
  const pager = make("nav.pager", { "aria-label": `Pages of ${label.toLowerCase()}` }, before, where, after);
  const list = { element: make("div.list", {}, items, pager), rows: [], first: 0, drawn: 0 };

  list.show = (rows) => {
    list.rows = rows;
    list.first = 0;
    return fill();
  };
  list.reveal = async (row) => {
    const at = list.rows.indexOf(row);
    if (at < 0) return null;
    const first = Math.floor(at / PAGE) * PAGE;
    if (first !== list.first) {
      list.first = first;
      await fill();
    }
    await list.filled;
    return items.querySelector(`[data-row="${row}"]`);
  };

  const fill = () => (list.filled = fillNow());
  async function fillNow() {
    const { first } = list;
    const shown = Array.from(list.rows.slice(first, first + PAGE));
    list.drawn += 1;
    const turnNumber = list.drawn;
    const words = await app.store.details.rows(shown);
    if (turnNumber !== list.drawn) return;
    items.replaceChildren(...shown.map((row, i) => item(app, row, fullRow(app.store, row, words[i]))));
    const count = list.rows.length;
    pager.hidden = count <= PAGE;
    where.textContent = `${(first + 1).toLocaleString("en-US")}–${Math.min(count, first + PAGE).toLocaleString("en-US")} of ${count.toLocaleString("en-US")}`;
    before.disabled = first === 0;
    after.disabled = first + PAGE >= count;
  }

  function turn(by) {
    list.first = Math.max(0, Math.min(list.rows.length - 1, list.first + by));
    fill().then(() => items.querySelector("button")?.focus());
  }
  return list;
}

/** Arrow keys walk from head to head. */
function step(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const heads = [...event.currentTarget.querySelectorAll("button.item-head")];
  const at = heads.indexOf(document.activeElement);
  if (!by || at < 0) return;
  event.preventDefault();
  heads[Math.max(0, Math.min(heads.length - 1, at + by))].focus();
}

function item(app, row, full) {
  const more = make("div.item-more", { hidden: true });
  const head = make("button.item-head", { type: "button", "aria-expanded": "false" }, ...eventHead(app.store, full));
  const element = make("li.item", { "data-row": row }, head, make("div.item-brief", {}, ...eventBrief(full)), more);
  element.open = (wide) => {
    if (wide && !more.childNodes.length) more.append(...eventMore(full).filter(Boolean));
    more.hidden = !wide;
    head.setAttribute("aria-expanded", String(wide));
    element.classList.toggle("open", wide);
  };
  head.addEventListener("click", () => {
    const wide = more.hidden;
    if (wide) app.select(row, "list");
    else element.open(false);
  });
  const light = (on) => () => app.light(on ? row : null, "list");
  element.addEventListener("mouseenter", light(true));
  element.addEventListener("mouseleave", light(false));
  element.addEventListener("focusin", light(true));
  element.addEventListener("focusout", light(false));
  if (app.selected === row) element.open(true);
  return element;
}
