/** What the reader reads of an event or a crossing. Text of a source is text and nothing else. */
import { claimWords, confidenceWords, markPlace, reasonWords, safeLink } from "../data/words.js";
import { make, said } from "./dom.js";
import { crossingGlyph, glyph } from "./glyph.js";

/**
 * The head of an event: glyph, headline, when and where.
 * @param {object} store
 * @param {object} row a full row (store.js)
 */
export function eventHead(store, row) {
  const symbol = store.symbols.find(({ key }) => key === row.symbol) ?? store.symbols.at(-1);
  const status = ["occurred", "ongoing"].includes(row.status) ? "" : store.words.status[row.status] ?? row.status;
  return [
    glyph(symbol, row.fill),
    make(
      "span.head-words",
      {},
      said("span", row.headline, { class: "headline" }),
      status && make("span.chip", {}, status),
      make("span.when-where", {}, make("span.when", {}, row.when_words), " · ", said("span", row.where_words)),
    ),
  ];
}

/** The first things to know: toll, the words of the source, who says so. */
export function eventBrief(row) {
  return [
    row.toll_words && make("p.toll", {}, row.toll_words),
    row.why_unmapped && said("p", `Not mapped: ${row.why_unmapped}.`, { class: "why" }),
    row.quotes?.[0] && quote(row.quotes[0], [row.place_words, row.place_name]),
    ...(row.sources ?? []).slice(0, 1).map(source),
  ];
}

/** All else: claims, actors, the place and how it was found, the border, the other sources. */
export function eventMore(row) {
  const facts = [
    ["Type", [row.event_type, row.sub_event_type].filter(Boolean).join(": ")],
    ["Actors", (row.actors ?? []).map(({ name, type }) => (type ? `${name} (${type})` : name)).join("; ")],
    ["Who claims what", (row.claims ?? []).map(claimWords).join("; ")],
    ["Border", borderWords(row)],
    ["Place in the text", row.place_words],
    ["Why this place", (row.reasons ?? []).map(reasonWords).join("; ")],
    ["Date", dateWords(row)],
    ["Confidence", confidenceWords(row.confidence)],
    ["Notes", row.notes],
  ].filter(([, words]) => words);
  return [
    make("dl.facts", {}, ...facts.flatMap(([name, words]) => [make("dt", {}, name), said("dd", words)])),
    ...(row.quotes ?? []).slice(1).map((text) => quote(text, [row.place_words, row.place_name])),
    ...(row.sources ?? []).slice(1).map(source),
  ];
}

const BASIS = {
  stated: "as stated",
  relative: "reckoned from words such as “Thursday”",
  statement_day: "the day of the statement",
  inferred: "inferred",
  publication: "the day of publication",
  imported: "",
};

function dateWords({ date_start: start, date_end: end, date_basis: basis }) {
  if (!start) return "";
  const days = end && end !== start ? `${start} to ${end}` : start;
  return [days, BASIS[basis] ?? basis].filter(Boolean).join(", ");
}

function borderWords({ border_km: km, side, nearest_crossing: crossing, crossing_km: far }) {
  if (km === null || km === undefined) return "";
  const near = crossing ? `; nearest crossing ${crossing}${far === null ? "" : `, ${round(far)} km`}` : "";
  return `${round(km)} km from the line${side ? `, on the side of ${side}` : ""}${near}`;
}

const round = (km) => (km < 10 ? Number(km.toFixed(1)) : Math.round(km)).toLocaleString("en-US");

/** @param {string} text @param {string[]} names */
function quote(text, names) {
  const pieces = markPlace(text, names).map(({ text: words, marked }) => (marked ? make("mark", {}, words) : words));
  return make("blockquote", { dir: "auto" }, ...pieces);
}

function source({ publisher, url, date, headline }) {
  const words = [publisher, headline, date].filter(Boolean);
  if (!words.length && !url) return null;
  const link = safeLink(url);
  const text = words.join(", ") || url;
  return make(
    "p.source",
    {},
    "Source: ",
    link
      ? make("a", { href: link, target: "_blank", rel: "noopener noreferrer nofollow", dir: "auto" }, text)
      : said("bdi", text),
  );
}

/** @param {Record<string, object>} symbols @param {object} row */
export function crossingCard(symbols, row) {
  const reports = (row.reports ?? []).map((report) =>
    said("li", [report.as_of, report.status, report.detail, report.quote].filter(Boolean).join(" · ")),
  );
  return [
    make(
      "p.crossing-head",
      {},
      crossingGlyph(symbols[row.symbol], row.inherited),
      make("span", {}, said("strong", row.name), " ", said("span", row.status_words)),
    ),
    row.contradicted && make("p.why", {}, "Reports contradict each other; the latest is shown."),
    row.quotes?.[0] && quote(row.quotes[0], [row.name, ...(row.aliases ?? [])]),
    reports.length > 1 && make("details", {}, make("summary", {}, `${reports.length} reports`), make("ol.reports", {}, ...reports)),
  ].filter(Boolean);
}
