/** The worker's side for many files: boils files down, or holds what became of all of them. */
import * as core from '../pkg/nuanbiao';
import { plain } from './made';

/** A file as the batch takes it in: boiled down, or refused with a reason. */
export type Entry =
  { path: string; extract: Uint8Array; refused?: undefined } | { path: string; refused: string };

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
    const { isWorksheet } = boiled;
    const result = { glance: boiled.glance(), extract: boiled.extract(), isWorksheet };
    boiled.free();
    return result;
  },
  /** Puts the files together, in the order given, and says what is found across them. */
  batchFill(options: core.OpenOptions, entries: Entry[]) {
    batch?.free();
    batch = new core.Batch(options);
    for (const entry of entries) {
      if (entry.refused === undefined) batch.add(entry.path, entry.extract);
      else batch.addRefused(entry.path, entry.refused);
    }
    return { cross: batch.cross().items, totals: batch.totals() };
  },
  batchShowPersonal(show: boolean) {
    held().setShowPersonal(show);
    return held().cross().items;
  },
  batchCrossCsv: () => plain(held().crossCsv()),
  batchSummary: () => plain(held().summary()),
  batchSample: (plan: core.Plan) => held().sample(plan),
  batchBeginWorksheet: (plan: core.Plan) => held().beginWorksheet(plan),
  batchGive: (path: string, bytes: Uint8Array) => held().give(path, bytes),
  batchWorksheet: (plan: core.Plan) => plain(held().worksheet(plan)),
  sampleSize: (method: core.Method, aim: core.SampleAim) => core.sampleSize(method, aim),
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
