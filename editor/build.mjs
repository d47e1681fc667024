// Bundles the script of /sparql: `node build.mjs OUTDIR`. The same input gives the same bytes.
// File names carry a hash of their content; manifest.json lists them and says which one the page loads.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "dist");
const YASQE = join(here, "node_modules/@zazuko/yasqe");

// What of the library must not reach the browser: each text has to be found as often as it says.
const CUTS = [
  [/\beval\("\(" \+ (\w+) \+ "\)"\)/g, "JSON.parse($1)", 1], // a JSON parser for browsers of 2009
  [/\bprefixes_default\b(?! =)/g, "({})", 2], // 1,500 foreign prefixes; ours come with the page
  [/`\$\{\w+\}lov\.linkeddata\.es[^`]*`/g, '"about:blank"', 1], // completion by a third party
  [/\bFunction\("return this"\)\(\)/g, "globalThis", 1],
  [/ style='text-decoration:underline'/g, "", 1], // an inline style, which the page's policy refuses
];

const cut = {
  name: "cut",
  setup(build) {
    build.onLoad({ filter: /yasqe\.esm\.js$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
      for (const [pattern, instead, times] of CUTS) {
        const found = contents.match(pattern)?.length ?? 0;
        if (found !== times) throw new Error(`${basename(path)}: ${pattern} stands ${found} times, not ${times}`);
        contents = contents.replace(pattern, instead);
      }
      return { contents, loader: "js" };
    });
  },
};

// The packages inside YASQE's bundle, as its source map names them.
function bundled() {
  const { sources } = JSON.parse(readFileSync(join(YASQE, "build/yasqe.esm.js.map"), "utf8"));
  const names = sources.map((path) => path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  return ["@zazuko/yasqe", ...new Set(names.filter(Boolean))].sort();
}

function notice(name) {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  const author = typeof about.author === "string" ? about.author : (about.author?.name ?? "");
  const head = `${name} ${about.version}\nLicence: ${about.license}\nAuthor: ${author || "see the package"}`;
  return [head, ...(texts.length ? texts : [readFileSync(join(here, "MIT.txt"), "utf8").trim()])].join("\n\n");
}

const rule = `\n\n${"-".repeat(78)}\n\n`;
const thirdParty = ["What the script of /sparql contains beside our own code.", ...bundled().map(notice)].join(rule) + "\n";

const result = await esbuild.build({
  absWorkingDir: here,
  entryPoints: { editor: "src/main.js" },
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none", // collected below, whole
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  metafile: true,
  write: false,
  charset: "utf8",
  logLevel: "warning",
  plugins: [cut],
});

const sha = (bytes) => createHash("sha256").update(bytes).digest("hex");
const files = result.outputFiles.map((file) => [basename(file.path), file.contents]);
files.push([`THIRD-PARTY-${sha(thirdParty).slice(0, 8)}.txt`, Buffer.from(thirdParty)]);
const entry = Object.entries(result.metafile.outputs).find(([, about]) => about.entryPoint === "src/main.js");
const manifest = {
  script: basename(entry[0]),
  style: basename(entry[1].cssBundle),
  notices: files.at(-1)[0],
  preload: entry[1].imports.filter((one) => one.kind === "import-statement").map((one) => basename(one.path)),
  source: process.env.EDITOR_SOURCE ?? "",
  files: Object.fromEntries(files.map(([name, bytes]) => [name, sha(bytes)]).sort()),
};
if (!existsSync(out)) mkdirSync(out, { recursive: true });
for (const [name, bytes] of files) writeFileSync(join(out, name), bytes);
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
