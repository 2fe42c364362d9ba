/** What a reviewer takes away of many files, and what is worked out of single ones on the way. */
import { ref, type ComputedRef, type Ref } from 'vue';

import type {
  Comparison,
  Drawn,
  EvaluationWords,
  Method,
  OpenOptions,
  Plan,
  SampleAim,
  SampleSize,
} from '../pkg/nuanbiao';
import { Core } from '../worker/client';
import type { BatchItem } from './batch';
import { download, type MadeFile } from './download';
import type { TableFile } from './files';

export type GatherKind = 'xlsx' | 'csv' | 'letters';

export interface Takeaway {
  /** What is being gathered, with how many files are through; null if nothing is. */
  gathering: Readonly<Ref<{ title: string; done: number } | null>>;
  sample: (plan: Plan) => Promise<Drawn>;
  /** How many rows a sample needs; undefined if the aim can't be reached. */
  sampleSize: (method: Method, aim: SampleAim) => Promise<SampleSize | undefined>;
  saveWorksheet: (plan: Plan) => Promise<void>;
  saveCross: () => Promise<void>;
  summary: () => Promise<MadeFile>;
  evaluate: (file: TableFile) => Promise<EvaluationWords>;
  compare: (old: BatchItem, young: BatchItem) => Promise<Comparison>;
  gather: (kind: GatherKind, title: string) => Promise<MadeFile>;
}

interface Source {
  /** The worker that holds the batch. */
  holding: () => Core;
  options: () => OpenOptions;
  readable: ComputedRef<BatchItem[]>;
}

export function createTakeaway({ holding, options, readable }: Source): Takeaway {
  const gathering = ref<{ title: string; done: number } | null>(null);

  function fileOf(path: string): TableFile | undefined {
    return readable.value.find((item) => item.path === path)?.file;
  }

  async function gather(kind: GatherKind, title: string): Promise<MadeFile> {
    gathering.value = { title, done: 0 };
    const core = new Core();
    try {
      await core.call((api) => api.gatherStart(kind, options()));
      for (const item of readable.value) {
        const bytes = await item.file.bytes();
        await core.call((api) => api.gatherAdd(item.path, bytes));
        gathering.value = { title, done: gathering.value.done + 1 };
      }
      return await core.call((api) => api.gatherFinish());
    } finally {
      core.close();
      gathering.value = null;
    }
  }

  async function saveWorksheet(plan: Plan): Promise<void> {
    const core = holding();
    for (const path of await core.call((api) => api.batchBeginWorksheet(plan))) {
      const file = fileOf(path);
      if (file === undefined) continue;
      const bytes = await file.bytes();
      await core.call((api) => api.batchGive(path, bytes));
    }
    download(await core.call((api) => api.batchWorksheet(plan)));
  }

  return {
    gathering,
    gather,
    saveWorksheet,
    sample: (plan) => holding().call((api) => api.batchSample(plan)),
    sampleSize: (method, aim) => holding().call((api) => api.sampleSize(method, aim)),
    async saveCross() {
      download(await holding().call((api) => api.batchCrossCsv()));
    },
    summary: () => holding().call((api) => api.batchSummary()),
    async evaluate(file) {
      const bytes = await file.bytes();
      return holding().call((api) => api.evaluate(file.name, bytes, options()));
    },
    async compare(old, young) {
      const [before, after] = [await old.file.bytes(), await young.file.bytes()];
      return holding().call((api) =>
        api.compare({ name: old.path, bytes: before }, { name: young.path, bytes: after }, options()),
      );
    },
  };
}
