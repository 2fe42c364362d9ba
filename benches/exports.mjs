// Time and memory of what the page takes away, by the page's own wasm in `www/src/pkg/`:
// node exports.mjs WORKBOOK [--chromium] [--peer MODULE]
//
// Every case runs in an engine of its own, so that the wasm memory at its end, which never
// shrinks, is the case's peak. `--chromium` runs them in a worker of the page's browser
// instead of Node. `--peer` names hucre's `dist/xlsx.mjs`: the time it takes to write the same
// rows is what the cleaned form is held against.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { inWorkers, pkg } from "./chromium.mjs";

const CASES = ["", "marked", "kept", "cleaned", "csv"];

/** Opens the workbook, mends what is safe, makes one file. Runs in Node and in the browser. */
async function measure(core, wasm, bytes, kind) {
  const { memory } = core.initSync({ module: wasm });
  const started = performance.now();
  const session = core.open("表.xlsx", bytes, { today: "2021-02-20" }, () => true);
  const opened = performance.now();
  const { counts } = session.report();
  const findings = counts.errors + counts.warnings + counts.notices;
  const before = memory.buffer.byteLength;
  if (kind === "kept" || kind === "cleaned") session.applyFixes({ safety: "safe" });
  const ready = performance.now();
  const made = kind === "" ? 0 : session.export(kind, { masked: false }).bytes.length;
  const done = performance.now();
  const mib = (length) => length / 2 ** 20;
  return {
    kind: kind || "open",
    findings,
    open: opened - started,
    export: done - ready,
    made: mib(made),
    opened: mib(before),
    peak: mib(memory.buffer.byteLength),
  };
}

async function inNode(file, kind) {
  const core = await import(new URL("nuanbiao.js", pkg));
  const wasm = readFileSync(new URL("nuanbiao_bg.wasm", pkg));
  return measure(core, wasm, new Uint8Array(readFileSync(file)), kind);
}

async function peer(module, file) {
  const { readXlsx, writeXlsx } = await import(module);
  const { sheets } = await readXlsx(readFileSync(file));
  const rows = sheets[0].rows;
  const started = performance.now();
  const made = await writeXlsx({ sheets: [{ name: "汇总表", rows }] });
  const mib = process.resourceUsage().maxRSS / 1024;
  return { kind: "hucre writes", export: performance.now() - started, made: made.length / 2 ** 20, peak: mib };
}

const WORKER = `import * as core from "/nuanbiao.js";
  ${measure}
  const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  onmessage = async ({ data }) =>
    postMessage(await measure(core, await bytes("/nuanbiao_bg.wasm"), await bytes("/workbook"), data));`;

function print(results) {
  console.log("case            ms open  ms export  MiB made  MiB opened  MiB peak  findings");
  for (const it of results) {
    const number = (value, width) => (value === undefined ? "" : value.toFixed(value < 100 ? 1 : 0)).padStart(width);
    console.log(
      it.kind.padEnd(14) +
        [number(it.open, 9), number(it.export, 11), number(it.made, 10), number(it.opened, 12), number(it.peak, 10)].join("") +
        number(it.findings, 10),
    );
  }
}

const [file, ...rest] = process.argv.slice(2);
const given = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const self = (...args) => JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), file, ...args]));
if (rest.includes("--case")) console.log(JSON.stringify(await inNode(file, given("--case"))));
else if (rest.includes("--write")) console.log(JSON.stringify(await peer(given("--write"), file)));
else {
  const results = rest.includes("--chromium") ? await inWorkers(WORKER, CASES, file) : CASES.map((kind) => self("--case", kind));
  const module = given("--peer");
  if (module !== undefined) results.push(self("--write", module));
  print(results);
}
