/**
 * Many files at once: a pool of workers boils them down one by one, and one more worker holds
 * what became of all of them. The workbooks are never kept; whatever needs a row again reads its
 * file again.
 */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';

import type { ApiError, BatchFile, CrossItem, Drawn, OpenOptions, SamplePlan, Totals } from '../pkg/nuanbiao';
import { today } from '../text/format';
import { Core, CoreClosed, isApiError } from '../worker/client';
import { download } from './download';
import { inOrder, type PathFile } from './files';
import { local } from './standards';

export type ItemState =
  { kind: 'waiting' } | { kind: 'done'; summary: BatchFile } | { kind: 'failed'; error: ApiError };

export interface BatchItem {
  path: string;
  file: File;
  state: ItemState;
}

export type GatherKind = 'xlsx' | 'csv' | 'letters';

export interface Batch {
  items: Readonly<ShallowRef<BatchItem[]>>;
  /** Files looked at so far. */
  done: Readonly<Ref<number>>;
  running: Readonly<Ref<boolean>>;
  /** What is being gathered, with how many files are through; null if nothing is. */
  gathering: Readonly<Ref<{ title: string; done: number } | null>>;
  cross: Readonly<ShallowRef<CrossItem[]>>;
  totals: Readonly<ShallowRef<Totals | null>>;
  readable: ComputedRef<BatchItem[]>;
  masked: Ref<boolean>;
  add: (files: PathFile[]) => Promise<void>;
  cancel: () => void;
  sample: (plan: SamplePlan) => Promise<Drawn>;
  saveWorksheet: (plan: SamplePlan) => Promise<void>;
  saveCross: () => Promise<void>;
  evaluate: (file: File) => Promise<string>;
  compare: (old: BatchItem, young: BatchItem) => Promise<string>;
  gather: (kind: GatherKind, title: string) => Promise<void>;
  fileOf: (path: string) => File | undefined;
  close: () => void;
}

const CRASHED: ApiError = {
  code: 'internal',
  title: '核对中断了',
  message: '核对这份文件时程序出了意外，其他文件不受影响。文件没有被改动。',
  advice: ['单独打开这份文件再试一次。'],
};

/** The list of files is drawn anew at most this often while they are being read. */
const REFRESH_MS = 400;

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

/** One worker less than the machine has, so that the page stays quick. */
function poolSize(): number {
  return Math.max(1, Math.min(6, (navigator.hardwareConcurrency || 2) - 1));
}

function randomSecret(): bigint {
  const [low = 0, high = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (BigInt(high) << 32n) | BigInt(low);
}

export function createBatch(): Batch {
  const items = shallowRef<BatchItem[]>([]);
  const done = ref(0);
  const running = ref(false);
  const gathering = ref<{ title: string; done: number } | null>(null);
  const cross = shallowRef<CrossItem[]>([]);
  const totals = shallowRef<Totals | null>(null);
  const masked = ref(true);
  const readable = computed(() => items.value.filter((item) => item.state.kind === 'done'));
  const secret = randomSecret();
  const extracts = new Map<string, Uint8Array>();
  const workers = new Set<Core>();
  let holder: Core | null = null;
  let refreshing: ReturnType<typeof setTimeout> | null = null;
  /** Goes up when a run is cancelled or the batch is closed. */
  let run = 0;

  const options = (): OpenOptions => ({
    today: today(),
    show_personal: !masked.value,
    profile: local.value?.text,
  });

  function holding(): Core {
    if (holder === null || !holder.alive) holder = new Core();
    return holder;
  }

  async function boil(core: Core, item: BatchItem): Promise<void> {
    try {
      const bytes = await bytesOf(item.file);
      const { file, extract } = await core.call((api) => api.boil(item.path, bytes));
      extracts.set(item.path, extract);
      item.state = { kind: 'done', summary: file };
    } catch (thrown) {
      if (thrown instanceof CoreClosed) throw thrown;
      item.state = { kind: 'failed', error: isApiError(thrown) ? thrown : CRASHED };
    }
  }

  /** A new list, so that whoever shows it looks again; not for each file, since all rows are drawn anew. */
  function refreshSoon(): void {
    if (refreshing !== null) return;
    refreshing = setTimeout(() => {
      refreshing = null;
      items.value = [...items.value];
    }, REFRESH_MS);
  }

  /** A worker that reads files by the standards in force. */
  async function hire(): Promise<Core> {
    const core = new Core();
    workers.add(core);
    await core.call((api) => api.boilStart(options(), secret));
    return core;
  }

  async function work(queue: BatchItem[], mine: number): Promise<void> {
    let core: Core | null = null;
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        if (core?.alive !== true) {
          if (core !== null) workers.delete(core);
          core = await hire();
        }
        await boil(core, item);
        if (run !== mine) return;
        done.value += 1;
        refreshSoon();
      }
    } catch (thrown) {
      if (!(thrown instanceof CoreClosed)) throw thrown;
    } finally {
      if (core !== null) workers.delete(core);
      core?.close();
    }
  }

  /** Puts everything read so far together, in the order of the paths. */
  async function together(mine: number): Promise<void> {
    const core = holding();
    const found = await core.call(async (api) => {
      await api.batchStart(options());
      for (const item of items.value) {
        const extract = extracts.get(item.path);
        if (extract !== undefined) await api.batchAdd(item.path, extract);
      }
      return { cross: await api.batchCross(), totals: await api.batchTotals() };
    });
    if (run !== mine) return;
    cross.value = found.cross;
    totals.value = found.totals;
  }

  async function add(files: PathFile[]): Promise<void> {
    const known = new Set(items.value.map((item) => item.path));
    const fresh = files.filter(({ path }) => !known.has(path));
    const added = fresh.map(({ path, file }): BatchItem => ({ path, file, state: { kind: 'waiting' } }));
    const kept = new Map([...items.value, ...added].map((item) => [item.path, item]));
    items.value = inOrder([...kept.values()].map(({ path, file }) => ({ path, file })))
      .map(({ path }) => kept.get(path))
      .filter((item): item is BatchItem => item !== undefined);
    run += 1;
    const mine = run;
    const queue = items.value.filter((item) => item.state.kind === 'waiting');
    done.value = items.value.length - queue.length;
    if (queue.length === 0) return;
    running.value = true;
    try {
      const pool = Array.from({ length: Math.min(poolSize(), queue.length) }, () => work(queue, mine));
      await Promise.all(pool);
      items.value = [...items.value];
      if (run === mine) await together(mine);
    } finally {
      if (run === mine) running.value = false;
    }
  }

  function cancel(): void {
    run += 1;
    running.value = false;
    for (const core of workers) core.close();
    workers.clear();
    items.value = items.value.filter((item) => item.state.kind !== 'waiting');
    done.value = items.value.length;
    together(run).catch(() => undefined);
  }

  async function gather(kind: GatherKind, title: string): Promise<void> {
    gathering.value = { title, done: 0 };
    const core = new Core();
    try {
      await core.call((api) => api.gatherStart(kind, options()));
      for (const item of readable.value) {
        const bytes = await bytesOf(item.file);
        await core.call((api) => api.gatherAdd(item.path, bytes));
        gathering.value = { title, done: gathering.value.done + 1 };
      }
      download(await core.call((api) => api.gatherFinish()));
    } finally {
      core.close();
      gathering.value = null;
    }
  }

  function fileOf(path: string): File | undefined {
    return items.value.find((item) => item.path === path)?.file;
  }

  return {
    items,
    done,
    running,
    gathering,
    cross,
    totals,
    readable,
    masked,
    add,
    cancel,
    sample: (plan) => holding().call((api) => api.batchSample(plan)),
    async saveWorksheet(plan) {
      const core = holding();
      for (const path of await core.call((api) => api.batchBeginWorksheet(plan))) {
        const file = fileOf(path);
        if (file === undefined) continue;
        const bytes = await bytesOf(file);
        await core.call((api) => api.batchGive(path, bytes));
      }
      download(await core.call((api) => api.batchWorksheet(plan)));
    },
    async saveCross() {
      download(await holding().call((api) => api.batchCrossCsv()));
    },
    async evaluate(file) {
      const bytes = await bytesOf(file);
      return holding().call((api) => api.evaluate(file.name, bytes, options()));
    },
    async compare(old, young) {
      const [before, after] = [await bytesOf(old.file), await bytesOf(young.file)];
      return holding().call((api) =>
        api.compare({ name: old.path, bytes: before }, { name: young.path, bytes: after }, options()),
      );
    },
    gather,
    fileOf,
    close() {
      run += 1;
      for (const core of workers) core.close();
      workers.clear();
      holder?.close();
      holder = null;
    },
  };
}
