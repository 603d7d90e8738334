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
const digest = (content) => createHash("sha256").update(content).digest("hex").slice(0, 20);

const lines = [];
const rename = (kind, content) => {
  const hash = digest(content);
  lines.push(`${kind}: ${hash}`);
  const path = join(packages, `${name}.${kind}`);
  writeFileSync(path, content);
  renameSync(path, join(packages, `${name}.${hash}.${kind}`));
  return `${name}.${hash}.${kind}`;
};
const read = (kind) => readFileSync(join(packages, `${name}.${kind}`));

rename("css", read("css"));
const wasm = rename("wasm", read("wasm"));
// The script names the wasm, so its own name changes with the wasm too.
rename("js", read("js").toString().replaceAll(`${name}.wasm`, wasm));
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
