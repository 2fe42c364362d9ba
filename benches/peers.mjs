// From the dropped workbook to the verdict, beside libraries that merely read it:
// node peers.mjs WORKBOOK NODE_MODULES [ROUNDS]
//
// NODE_MODULES holds `xlsx` (SheetJS) and `hucre`. Every run begins in a new worker of Chromium, or in
// a new Node, with all code loaded but never run, as when a user drops the first file; then it reads
// the file again. The cases take turns.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { inWorkers, pkg } from "./chromium.mjs";

const CASES = { nuanbiao: "暖表: read, every rule, overview", sheetjs: "SheetJS reads (dense)", hucre: "hucre reads" };

/** Runs a case twice; the same in Node and in the browser, which differ in how they load things. */
async function measure(kind, load) {
  const bytes = await load.workbook();
  const twice = async (run) => {
    const times = [];
    let rows = 0;
    for (let round = 0; round < 2; round += 1) {
      const started = performance.now();
      rows = await run();
      times.push(performance.now() - started);
    }
    return { first: times[0], again: times[1], rows };
  };
  if (kind === "nuanbiao") {
    const core = await load.core();
    const { memory } = core.initSync({ module: await load.wasm() });
    const result = await twice(() => {
      const session = core.open("表.xlsx", bytes, { today: "2021-02-20" }, () => true);
      const { totals } = session.report();
      session.free();
      return totals.people;
    });
    return { ...result, mib: memory.buffer.byteLength / 2 ** 20 };
  }
  const peer = await load[kind]();
  return twice(async () => {
    const sheet =
      kind === "sheetjs"
        ? Object.values(peer.read(bytes, { dense: true }).Sheets)[0]
        : (await peer.readXlsx(bytes)).sheets[0].rows;
    // SheetJS keeps the rows of a dense sheet in `!data`, and did so in the sheet itself before 0.19.
    return (sheet["!data"] ?? sheet).length;
  });
}

const [file, modules, ...rest] = process.argv.slice(2);

function inNode(kind) {
  const load = {
    workbook: () => new Uint8Array(readFileSync(file)),
    core: () => import(new URL("nuanbiao.js", pkg)),
    wasm: () => new WebAssembly.Module(readFileSync(new URL("nuanbiao_bg.wasm", pkg))),
    sheetjs: () => import(pathToFileURL(join(resolve(modules), "xlsx/xlsx.mjs"))),
    hucre: () => import(pathToFileURL(join(resolve(modules), "hucre/dist/xlsx.mjs"))),
  };
  return measure(kind, load);
}

const WORKER = `import * as core from "/nuanbiao.js";
  ${measure}
  const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  const load = {
    workbook: () => bytes("/workbook"),
    core: () => core,
    wasm: async () => new WebAssembly.Module(await bytes("/nuanbiao_bg.wasm")),
    sheetjs: () => import("/modules/xlsx/xlsx.mjs"),
    hucre: () => import("/modules/hucre/dist/xlsx.mjs"),
  };
  onmessage = async ({ data }) => postMessage(await measure(data, load));`;

function print(where, cases, results) {
  const median = (kind, which) => {
    const times = results.filter((_, at) => cases[at] === kind).map((it) => it[which]);
    return times.sort((a, b) => a - b)[times.length >> 1];
  };
  for (const [kind, name] of Object.entries(CASES)) {
    const { rows, mib } = results[cases.indexOf(kind)];
    const times = ["first", "again"].map((which) => {
      const ratio = (median(kind, which) / median("nuanbiao", which)).toFixed(1);
      return `${which} ${median(kind, which).toFixed(0).padStart(6)} ms ${ratio.padStart(5)} ×`;
    });
    const memory = mib === undefined ? "" : `, ${mib.toFixed(0)} MiB of wasm`;
    console.log(`${where.padEnd(9)} ${times.join("   ")}   ${name} (${rows} rows${memory})`);
  }
}

if (rest[0] === "--case") console.log(JSON.stringify(await inNode(rest[1])));
else {
  const rounds = Number(rest[0] ?? 5);
  const cases = Array.from({ length: rounds }, () => Object.keys(CASES)).flat();
  print("Chromium", cases, await inWorkers(WORKER, cases, file, modules));
  const self = (kind) =>
    JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), file, modules, "--case", kind]));
  print("Node", cases, cases.map(self));
}
