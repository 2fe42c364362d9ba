// Runs the cases of the wasm module in turns and prints their medians:
// node node.mjs PACKAGE WORKBOOK [ROUNDS]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modulePath, workbook, rounds = "9"] = process.argv.slice(2);
const wasm = createRequire(import.meta.url)(modulePath);
const bytes = readFileSync(workbook);
const names = wasm.names().split("\n");
const times = names.map(() => []);
const counts = names.map(() => 0);
for (let round = 0; round < Number(rounds); round++) {
  names.forEach((_, at) => {
    const started = performance.now();
    counts[at] = wasm.run(at, bytes);
    times[at].push(performance.now() - started);
  });
}
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const peer = median(times[wasm.peer()]);
console.log(`${bytes.length} bytes, median of ${rounds}; first run in brackets`);
names.forEach((name, at) => {
  const middle = median(times[at]);
  const first = `(${times[at][0].toFixed(0)})`;
  console.log(
    `${middle.toFixed(1).padStart(8)} ms ${first.padStart(7)}  ` +
      `${(peer / middle).toFixed(2).padStart(5)} × the peer  ${name}  (${counts[at]})`,
  );
});
