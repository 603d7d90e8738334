// What the code in a wasm file belongs to: kilobytes by crate, from the names of its functions.
//
//   node .ci/wasm-sizes.mjs FILE
import { readFileSync } from "node:fs";

const bytes = readFileSync(process.argv[2]);
let at = 8;
const number = () => {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
};
const text = () => {
  const length = number();
  at += length;
  return bytes.toString("utf8", at - length, at);
};

let imports = 0;
let data = 0;
const sizes = [];
const names = new Map();
while (at < bytes.length) {
  const section = bytes[at++];
  const end = number() + at;
  if (section === 2) {
    for (let left = number(); left > 0; left -= 1) {
      text();
      text();
      const kind = bytes[at++];
      if (kind === 0) {
        number();
        imports += 1;
      } else if (kind === 1) {
        at += 1;
        if (number() & 1) number();
        number();
      } else if (kind === 2) {
        if (number() & 1) number();
        number();
      } else at += kind === 3 ? 2 : 1 + Number(number() < 0);
    }
  } else if (section === 10) {
    for (let left = number(); left > 0; left -= 1) {
      const size = number();
      sizes.push(size);
      at += size;
    }
  } else if (section === 11) data += end - at;
  else if (section === 0 && text() === "name") {
    while (at < end) {
      const kind = bytes[at++];
      const over = number() + at;
      if (kind === 1) for (let left = number(); left > 0; left -= 1) names.set(number(), text());
      at = over;
    }
  }
  at = end;
}

const crates = new Map([["(data)", data]]);
sizes.forEach((size, index) => {
  const name = names.get(index + imports) ?? "";
  // As wasm-bindgen writes them: `app::page::page`, `<core[c593]::fmt::Formatter>::pad`, `<T as tachys::view::IntoAny>::into_any`.
  const crate = /([a-z_]\w*)(?:\[\w+\])?::/i.exec(name)?.[1] ?? "(other)";
  crates.set(crate, (crates.get(crate) ?? 0) + size);
});
const sorted = [...crates].sort(([, a], [, b]) => b - a);
const whole = sorted.reduce((sum, [, size]) => sum + size, 0);
for (const [crate, size] of sorted.slice(0, 12)) console.log(`${crate.padEnd(28)}${(size / 1000).toFixed(0).padStart(8)} kB`);
console.log(`${"all".padEnd(28)}${(whole / 1000).toFixed(0).padStart(8)} kB before compression`);
