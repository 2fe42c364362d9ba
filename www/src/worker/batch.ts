/** The worker's side for many files: boils files down, or holds what became of all of them. */
import * as core from '../pkg/nuanbiao';
import { plain } from './made';

let boiler: core.Boiler | null = null;
let batch: core.Batch | null = null;
let gather: core.Gather | null = null;

function held(): core.Batch {
  if (batch === null) throw new Error('No batch is held in this worker.');
  return batch;
}

function gathering(): core.Gather {
  if (gather === null) throw new Error('Nothing is being gathered in this worker.');
  return gather;
}

export const batchApi = {
  boilStart(options: core.OpenOptions, secret: bigint): void {
    boiler?.free();
    boiler = new core.Boiler(options, secret);
  },
  boil(name: string, bytes: Uint8Array) {
    if (boiler === null) throw new Error('No batch is being read in this worker.');
    const boiled = boiler.boil(name, bytes);
    const result = { file: boiled.file(), extract: boiled.extract() };
    boiled.free();
    return result;
  },
  batchStart(options: core.OpenOptions): void {
    batch?.free();
    batch = new core.Batch(options);
  },
  batchAdd: (path: string, extract: Uint8Array) => held().add(path, extract),
  batchCross: () => held().cross().items,
  batchCrossCsv: () => plain(held().crossCsv()),
  batchTotals: () => held().totals(),
  batchSample: (plan: core.SamplePlan) => held().sample(plan),
  batchBeginWorksheet: (plan: core.SamplePlan) => held().beginWorksheet(plan),
  batchGive: (path: string, bytes: Uint8Array) => held().give(path, bytes),
  batchWorksheet: (plan: core.SamplePlan) => plain(held().worksheet(plan)),
  sampleSize: (method: core.Method, confidence: number, tolerable: number, expected: number) =>
    core.sampleSize(method, confidence, tolerable, expected),
  evaluate: (name: string, bytes: Uint8Array, options: core.OpenOptions) =>
    core.evaluate(name, bytes, options),
  compare: (
    old: { name: string; bytes: Uint8Array },
    young: { name: string; bytes: Uint8Array },
    options: core.OpenOptions,
  ) => core.compare(old.name, old.bytes, young.name, young.bytes, options),
  gatherStart(kind: string, options: core.OpenOptions): void {
    gather = new core.Gather(kind, options);
  },
  gatherAdd: (path: string, bytes: Uint8Array) => gathering().add(path, bytes),
  gatherFinish: () => {
    const made = plain(gathering().finish());
    gather = null;
    return made;
  },
};
