// Gives the web files of a release names that change with their content, and a Brotli copy beside each.
//
//   node .ci/pack.mjs SITE NAME HASHES
//
// HASHES is the file in which Leptos looks the names up; it lies beside the binary.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const [site, name, hashes] = process.argv.slice(2);
const packages = join(site, "pkg");
/** What wasm-split-cli calls the script that fetches chunks. */
const LOADER = "__wasm_split.js";
const digest = (content) => createHash("sha256").update(content).digest("hex").slice(0, 20);

const lines = [];
const path = (file) => join(packages, file);
const read = (file) => readFileSync(path(file));
const renamed = (file, content, hash) => {
  const [stem, kind] = [file.slice(0, file.lastIndexOf(".")), file.slice(file.lastIndexOf(".") + 1)];
  writeFileSync(path(file), content);
  renameSync(path(file), path(`${stem}.${hash}.${kind}`));
  return `${stem}.${hash}.${kind}`;
};
const named = (kind, content, hash = digest(content)) => {
  lines.push(`${kind}: ${hash}`);
  return renamed(`${name}.${kind}`, content, hash);
};

named("css", read(`${name}.css`));
const wasm = named("wasm", read(`${name}.wasm`));

// The script names the wasm, and the script that fetches chunks names those; the two scripts name each other. So both are
// called by what they say together.
const chunks = readdirSync(packages).filter((file) => file.endsWith(".wasm") && file !== wasm);
let loader = read(LOADER).toString();
for (const chunk of chunks) {
  const content = read(chunk);
  loader = loader.replaceAll(`"./${chunk}"`, `"./${renamed(chunk, content, digest(content))}"`);
}
const script = read(`${name}.js`).toString().replaceAll(`${name}.wasm`, wasm);
const together = digest(script + loader);
renamed(LOADER, loader.replaceAll(`"./${name}.js"`, `"./${name}.${together}.js"`), together);
named("js", script.replaceAll(LOADER, LOADER.replace(/js$/, `${together}.js`)), together);
mkdirSync(dirname(hashes), { recursive: true });
writeFileSync(hashes, `${lines.join("\n")}\n`);

const compress = promisify(brotliCompress);
const worthIt = /\.(css|html|ico|js|json|svg|txt|wasm|webmanifest|xml)$/;
const files = readdirSync(site, { recursive: true }).map((file) => join(site, file));
await Promise.all(
  files
    .filter((file) => worthIt.test(file) && statSync(file).isFile())
    .map(async (file) => {
      const content = readFileSync(file);
      const small = await compress(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_LGWIN]: 22,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      });
      if (small.length < content.length) writeFileSync(`${file}.br`, small);
    }),
);
