/**
 * Bundles the page: `npm run build -- --outdir FOLDER` writes leaflet.js, page.js, page.css,
 * layer.css and LICENSES.txt. README.md says what each is for.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import esbuild from "esbuild";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const HERE = path.dirname(fileURLToPath(import.meta.url));
/** The packages whose code or data is in the bundle; their licence files travel with it. */
const BUNDLED = ["leaflet", "world-atlas"];

const { values } = parseArgs({
  options: { outdir: { type: "string", default: path.join(HERE, "dist") } },
});

/** Removes Leaflet's link, for the page's own credits name it, and its pictures. */
const quietLeaflet = {
  name: "quiet-leaflet",
  setup(build) {
    build.onLoad({ filter: /leaflet-src\.esm\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const contents = source.replace(/prefix: '<a href=.*/, "prefix: false");
      if (contents === source) throw new Error("Leaflet's attribution prefix was not found.");
      return { contents, loader: "js" };
    });
    // Its pictures belong to markers and controls that we do not use.
    build.onLoad({ filter: /leaflet\.css$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      return { contents: source.replace(/^.*url\(.*$/gm, ""), loader: "css" };
    });
  },
};

/** `import world from "coarse-world"`: rings of the land, 1:110m, in tenths of a degree. */
const coarseWorld = {
  name: "coarse-world",
  setup(build) {
    build.onResolve({ filter: /^coarse-world$/ }, () => ({ path: "world", namespace: "coarse" }));
    build.onLoad({ filter: /.*/, namespace: "coarse" }, async () => ({
      contents: JSON.stringify(await worldRings()),
      loader: "json",
    }));
  },
};

/** @returns {Promise<number[][]>} each ring as [x0, y0, dx, dy, ...] */
async function worldRings() {
  const atlas = JSON.parse(await readFile(require.resolve("world-atlas/land-110m.json"), "utf8"));
  const land = feature(atlas, atlas.objects.land);
  const shapes = land.features ? land.features.map((f) => f.geometry) : [land.geometry];
  const rings = shapes.flatMap((g) => (g.type === "Polygon" ? g.coordinates : g.coordinates.flat()));
  return rings.map(unwound).map(deltas);
}

/**
 * A ring that runs on beyond the antimeridian instead of back around the world; one that goes all
 * around (Antarctica) is closed along the pole.
 * @param {number[][]} ring
 */
function unwound(ring) {
  let turn = 0;
  const points = ring.map(([lon, lat], i) => {
    const step = i ? lon - ring[i - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [lon + turn, lat];
  });
  const [first, last] = [points[0][0], points.at(-1)[0]];
  return Math.abs(first - last) < 180 ? points : [...points, [last, -90], [first, -90]];
}

/** @param {number[][]} ring */
function deltas(ring) {
  let [px, py] = [0, 0];
  return ring.flatMap(([lon, lat]) => {
    const [x, y] = [Math.round(lon * 10), Math.round(lat * 10)];
    const step = [x - px, y - py];
    [px, py] = [x, y];
    return step;
  });
}

/** The licence files of the bundled packages, one after the other. */
async function licences() {
  const texts = BUNDLED.map(async (name) => {
    const folder = path.join(HERE, "node_modules", name);
    const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const text = await readFile(path.join(folder, "LICENSE"), "utf8");
    const head = `${about.name} ${about.version} (${about.license})`;
    return `${head}\n${"=".repeat(head.length)}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join("\n\n");
}

const common = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["es2021", "chrome100", "firefox100", "safari15"],
  logLevel: "warning",
};

await mkdir(values.outdir, { recursive: true });
const script = (entry, plugins, extra = {}) =>
  esbuild.build({
    ...common,
    entryPoints: [`src/${entry}.js`],
    outfile: path.join(values.outdir, `${entry}.js`),
    format: "iife",
    plugins,
    ...extra,
  });
const style = (entry) =>
  esbuild.build({
    ...common,
    entryPoints: [`src/${entry}.css`],
    outfile: path.join(values.outdir, `${entry}.css`),
    plugins: [quietLeaflet],
  });
await Promise.all([
  script("leaflet", [quietLeaflet]),
  script("page", [coarseWorld], { globalName: "geomap" }),
  style("page"),
  style("layer"),
  licences().then((text) => writeFile(path.join(values.outdir, "LICENSES.txt"), text)),
]);
