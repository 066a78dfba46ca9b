/** The page: one state, and the parts that show it. */
import { fromDay, readBlock, toDay } from "./data/decode.js";
import { countChoices, setBorder, setFacet, setHits, setSpan, sift } from "./data/filter.js";
import { readFragment, readSpan, readView, writeFragment } from "./data/state.js";
import { MOST_ROWS } from "./draw/marks.js";
import { stageOf } from "./draw/stage.js";
import { tapEvent } from "./layers.js";
import { crossingCard } from "./ui/card.js";
import { makeControls, makeFar, makeScale } from "./ui/controls.js";
import { fitLegend, makeLegend } from "./ui/legend.js";
import { makePanel } from "./ui/panel.js";
import { openPopup } from "./ui/popup.js";
import { clearOf, coverBoxes, frameMap, listenKeys, listToggle, watchPrint } from "./ui/frame.js";
import { makeTimeline } from "./ui/timeline.js";

/** A page with more marks than these opens with hexagons. */
const MOST_MARKS = 1000;
/** Degrees within which an event at a crossing and the crossing are one place. */
const SAME_PLACE = 0.05;
/** Meters by which rounding may move the middle of the map when its window changes. */
const NEAR_METERS = 20_000;

/** @param {object} map @param {Record<string, object>} layers */
export async function start(map, layers) {
  const app = makeApp(map, layers);
  frameMap(app);
  host(app);
  app.page = await readBlock("geomap-page");
  app.fit(app.page.extent, false);
  await Promise.all(Object.values(layers).map((layer) => layer.ready));
  app.store = layers.events.store;
  app.crossings = layers.crossings.data;
  app.chosen = app.store.facets.map(() => new Set());
  const marks = app.store.pointed.reduce((sum, pointed) => sum + pointed, 0);
  app.crowded = marks > MOST_ROWS;
  app.hexagons = app.opensInHexagons = marks > MOST_MARKS;
  addTiles(app);
  build(app);
  openView(app);
  restore(app);
  app.refresh();
  await app.panel.list.filled;
  if (app.selected !== null) app.select(app.selected, "address");
  stageOf(map).draw();
  requestAnimationFrame(() => (document.documentElement.dataset.ready = "true"));
}

/** The opening view; a window that changes before the reader has moved the map gets it anew. */
function openView(app) {
  const { map } = app;
  let opened = null;
  const look = () => {
    app.legend?.element.classList.remove("right", "wide");
    fitLegend(app.legend?.element, map.getSize());
    app.opening = clearOf(app, app.legend?.element);
    app.fit(app.page.extent, false, app.opening);
    opened = { center: map.getCenter(), zoom: map.getZoom() };
  };
  look();
  map.on("resize", () => {
    const untouched = map.getZoom() === opened.zoom && map.distance(map.getCenter(), opened.center) < NEAR_METERS;
    if (untouched && !matchMedia("print").matches) look();
  });
}

function makeApp(map, layers) {
  const app = {
    map,
    layers,
    query: "",
    span: null,
    borderKm: null,
    selected: null,
    lit: null,
    litCrossing: null,
    /** How the opening view keeps clear of the legend. */
    opening: {},
    /** What passes the filters (see sift). */
    shown: { rows: new Uint32Array(), drawn: new Uint32Array(), left: new Uint32Array(), pointed: new Uint32Array(), kinds: new Uint32Array() },
    inFrame: window.self !== window.top,
    /** Whether there are many marks, and whether many in view are counted in hexagons. */
    crowded: false,
    hexagons: false,
    narrow: matchMedia("(max-width: 760px)").matches,
    theme: () => stageOf(map).theme,
  };
  return Object.assign(app, views(app), choices(app), pointers(app));
}

/** Where the map looks. */
function views(app) {
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    fit: (extent, animate, more = {}) => {
      const [west, south, east, north] = extent;
      app.map.fitBounds([[south, west], [north, east]], { animate: animate && !calm(), padding: [6, 6], ...more });
    },
    home: () => app.fit(app.page.extent, true, app.opening),
    go: (place, zoom) => app.map.setView(place, zoom, { animate: !calm() }),
  };
}

/** What the reader chooses; each choice ends in a refresh. */
function choices(app) {
  const filter = () => app.store.filter;
  return {
    choose: (index, number, on) => {
      app.chosen[index][on ? "add" : "delete"](number);
      setFacet(filter(), index, app.chosen[index]);
      app.refresh();
    },
    setSpan: (span) => {
      app.span = span;
      setSpan(filter(), app.store.start, app.store.end, span);
      app.refresh({ bars: false });
    },
    setBorder: (km) => {
      app.borderKm = km;
      setBorder(filter(), app.store.borderKm, km);
      app.refresh();
    },
    setHexagons: (on) => {
      app.hexagons = on;
      app.sayHexagons();
      stageOf(app.map).redraw();
      remember(app);
    },
    setQuery: async (query) => {
      app.query = query;
      const hits = await app.store.search(query);
      if (query !== app.query) return;
      setHits(filter(), hits);
      app.refresh();
    },
    isFiltered: () => Boolean(app.query || app.span || app.borderKm !== null || app.chosen.some((set) => set.size)),
    reset: () => {
      app.chosen.forEach((set, index) => {
        set.clear();
        setFacet(filter(), index, set);
      });
      app.borderKm = null;
      setBorder(filter(), app.store.borderKm, null);
      app.span = null;
      setSpan(filter(), app.store.start, app.store.end, null);
      app.setQuery("");
    },
    refresh: ({ bars = true } = {}) => {
      const { store } = app;
      app.shown = sift(store.filter, store);
      stageOf(app.map).redraw();
      app.panel.update(countChoices(store.filter));
      app.legend?.update();
      if (bars) app.timeline?.refresh();
      app.timeline?.update();
      remember(app);
    },
  };
}

/** What is pointed at or chosen, on either side. */
function pointers(app) {
  const redraw = () => stageOf(app.map).redraw();
  return {
    light: (row, from) => {
      app.lit = row;
      if (from === "map") app.panel?.list.element.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
      if (from === "map" && row !== null) app.panel?.list.element.querySelector(`[data-row="${row}"]`)?.classList.add("lit");
      redraw();
    },
    lightCrossing: (index) => {
      app.litCrossing = index;
      redraw();
    },
    select: async (row, from) => {
      app.selected = row;
      const mapped = app.store.mapped[row] === 1;
      const list = mapped ? app.panel.list : app.panel.left;
      if (!mapped) app.panel.leftBox.open = true;
      const element = await list.reveal(row);
      app.panel.element.querySelectorAll(".item.open").forEach((e) => e !== element && e.open(false));
      element?.open(true);
      if (from === "map") element?.scrollIntoView({ block: "nearest" });
      else if (mapped) show(app, row);
      redraw();
      remember(app);
    },
    showCrossing: (index) => {
      const row = app.crossings.rows[index];
      app.litCrossing = index;
      app.go([row.lat, row.lon], Math.max(app.map.getZoom(), 9));
      openPopup(app.map, [row.lat, row.lon], crossingCard(app.crossings.symbols, row), row.name);
    },
  };
}

/** Brings an event into view when it is not. */
function show(app, row) {
  const { store, map } = app;
  const number = store.shape[row];
  if (!Number.isNaN(number)) {
    const { box } = app.layers.events.areas.shapes[number];
    const view = stageOf(map).view;
    if (!view?.shows(box)) app.fit(app.layers.events.areas.extent(number), true);
    return;
  }
  const place = [store.lat[row], store.lon[row]];
  if (!map.getBounds().pad(-0.05).contains(place)) app.go(place, Math.max(map.getZoom(), 7));
}

function host(app) {
  const { events, crossings, ground } = app.layers;
  const lit = () => app.lit ?? app.selected;
  const over = (hit) => app.light(hit ? hit.row ?? hit.rows?.[0] ?? null : null, "map");
  events.host = {
    rows: () => app.shown.rows,
    pointed: () => app.shown.pointed,
    lit,
    hexagons: () => app.hexagons,
    shaded: (shades) => app.legend?.shade(shades),
    hover: over,
    tap: (hit) => tapEvent(app.map, app.store, hit, (row) => app.select(row, "map")),
  };
  crossings.host = { lit: () => app.litCrossing ?? crossingOf(app, lit()), hover: (hit) => app.lightCrossing(hit ? hit.crossing : null) };
  ground.others = () => ({ areas: events.areas?.named ?? [], spots: crossings.painter?.spots ?? [], marked: events.points?.spots ?? [] });
}

/** The crossing that stands for an event which has no mark of its own; null for any other. */
function crossingOf({ store, crossings }, row) {
  if (row === null || store.marks.dict[store.marks.codes[row]] !== "crossing") return null;
  const off = crossings.rows.map(({ lat, lon }) => (lat === null ? Infinity : Math.hypot(lat - store.lat[row], lon - store.lon[row])));
  const least = Math.min(...off);
  return least < SAME_PLACE ? off.indexOf(least) : null;
}

function build(app) {
  const box = document.getElementById("map-box");
  app.legend = makeLegend(app);
  app.timeline = makeTimeline(app);
  app.panel = makePanel(app);
  const parts = [makeControls(app), makeScale(app.map), makeFar(app), app.legend?.element];
  box.append(...parts.filter(Boolean));
  document.getElementById("panel").append(app.panel.element);
  const time = document.getElementById("time");
  if (app.timeline) time.append(app.timeline.element);
  else time.hidden = true;
  if (app.inFrame) listToggle(app);
  stageOf(app.map).covers = () => coverBoxes(box);
  app.map.invalidateSize({ pan: false });
  app.map.on("moveend", () => remember(app));
  listenKeys(app);
  watchPrint(app);
}

function addTiles({ map, page }) {
  if (!page.tiles) return;
  stageOf(map).tiled = true;
  L.tileLayer(page.tiles.url, { maxNativeZoom: page.tiles.zoom, maxZoom: map.getMaxZoom() }).addTo(map);
}

/** Writes the state to the address, where the page may. */
function remember(app) {
  const { store } = app;
  const center = app.map.getCenter();
  const facets = store.facets.map(({ key, values }, i) => [key, [...app.chosen[i]].map((n) => values[n])]);
  const text = writeFragment({
    z: String(Number(app.map.getZoom().toFixed(2))),
    c: `${center.lat.toFixed(4)},${center.lng.toFixed(4)}`,
    ...Object.fromEntries(facets),
    q: app.query,
    t: app.span ? `${fromDay(app.span[0])}..${fromDay(app.span[1])}` : null,
    km: app.borderKm === null ? null : String(app.borderKm),
    e: app.selected === null ? null : String(app.selected),
    hex: app.hexagons === app.opensInHexagons ? null : app.hexagons ? "on" : "off",
  });
  clearTimeout(app.writing);
  app.writing = setTimeout(() => {
    try {
      history.replaceState(null, "", `#${text}`);
    } catch {
      // A page in a sandboxed frame has no address of its own.
    }
  }, 250);
}

/** Reads the state from the address; what is not known is left out. */
function restore(app) {
  const state = readFragment(location.hash);
  const { store } = app;
  const view = readView(state);
  if (view) app.map.setView([view.lat, view.lon], view.zoom, { animate: false });
  store.facets.forEach(({ key, values }, index) => {
    (state[key] ?? []).map((word) => values.indexOf(word)).filter((n) => n >= 0).forEach((n) => app.chosen[index].add(n));
    setFacet(store.filter, index, app.chosen[index]);
  });
  const span = readSpan(state.t?.[0]);
  if (span) {
    app.span = span.map(toDay);
    setSpan(store.filter, store.start, store.end, app.span);
  }
  const km = Number(state.km?.[0]);
  if (state.km && Number.isFinite(km)) {
    app.borderKm = km;
    setBorder(store.filter, store.borderKm, km);
  }
  if (app.crowded && state.hex) app.hexagons = state.hex[0] === "on";
  app.sayHexagons?.();
  const row = Number(state.e?.[0]);
  if (state.e && Number.isInteger(row) && row >= 0 && row < store.rows) app.selected = row;
  if (state.q?.[0]) queueMicrotask(() => app.setQuery(state.q[0]));
}
