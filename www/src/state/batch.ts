/**
 * Many files at once: a pool of workers boils them down one by one, and one more worker holds
 * what became of all of them. The workbooks are never kept; whatever needs a row again reads its
 * file again.
 */
import {
  computed,
  effectScope,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue';

import type { ApiError, CrossReport, FileGlance, OpenOptions, Totals } from '../pkg/nuanbiao';
import { today } from '../text/format';
import type { Entry } from '../worker/batch';
import { Core } from '../worker/client';
import { inOrder, type PathFile, type TableFile } from './files';
import { Pool, type Boiled } from './pool';
import { local } from './standards';
import { createTakeaway, type Takeaway } from './takeaway';
import { pathAgain, versionPairs, type VersionPair } from './versions';

export type ItemState =
  { kind: 'waiting' } | { kind: 'done'; glance: FileGlance } | { kind: 'failed'; error: ApiError };

export interface BatchItem {
  path: string;
  file: TableFile;
  state: ItemState;
}

export interface Batch extends Takeaway {
  items: Readonly<ShallowRef<BatchItem[]>>;
  /** Files looked at so far. */
  done: ComputedRef<number>;
  running: Readonly<Ref<boolean>>;
  cross: Readonly<ShallowRef<CrossReport[]>>;
  totals: Readonly<ShallowRef<Totals | null>>;
  readable: ComputedRef<BatchItem[]>;
  masked: Ref<boolean>;
  /** Files just added that are versions of others, to be compared. */
  versions: Readonly<ShallowRef<VersionPair[]>>;
  /** Takes pairs off that list. */
  dismiss: (pairs: readonly VersionPair[]) => void;
  /** Spot-check worksheets that came along; they are no forms. */
  worksheets: Readonly<ShallowRef<TableFile[]>>;
  /** How many files a cancelled run has left out. */
  left: Readonly<Ref<number>>;
  /** Takes files in; those already there are passed over. How many were new. */
  add: (files: PathFile[]) => Promise<number>;
  cancel: () => void;
  close: () => void;
}

/** While files are being read, what came of them is shown this often: each showing draws the page anew. */
const REFRESH_MS = 250;

function randomSecret(): bigint {
  const [low = 0, high = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (BigInt(high) << 32n) | BigInt(low);
}

function isSame(one: TableFile, other: TableFile): boolean {
  return one.size === other.size && one.lastModified === other.lastModified;
}

export function createBatch(): Batch {
  const items = shallowRef<BatchItem[]>([]);
  const done = computed(() => items.value.filter((item) => item.state.kind !== 'waiting').length);
  const left = ref(0);
  const running = ref(false);
  const cross = shallowRef<CrossReport[]>([]);
  const totals = shallowRef<Totals | null>(null);
  const versions = shallowRef<VersionPair[]>([]);
  const worksheets = shallowRef<TableFile[]>([]);
  const masked = ref(true);
  const readable = computed(() => items.value.filter((item) => item.state.kind === 'done'));
  const secret = randomSecret();
  const extracts = new Map<string, Uint8Array>();
  const scope = effectScope(true);
  let pool: Pool | null = null;
  let holder: Core | null = null;
  let refreshing: ReturnType<typeof setTimeout> | null = null;
  /** Goes up when files are added, a run is cancelled or the batch is closed. */
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

  /** A new list, so that whoever shows it looks again; not for each file. */
  function refreshSoon(): void {
    refreshing ??= setTimeout(() => {
      refreshing = null;
      items.value = [...items.value];
    }, REFRESH_MS);
  }

  function take(item: BatchItem, what: Boiled): void {
    if (what.kind === 'failed') {
      item.state = what;
    } else if (what.isWorksheet) {
      worksheets.value = [...worksheets.value, item.file];
      items.value = items.value.filter((it) => it !== item);
    } else {
      extracts.set(item.path, what.extract);
      item.state = { kind: 'done', glance: what.glance };
    }
    refreshSoon();
  }

  function entryOf(item: BatchItem): Entry[] {
    const extract = extracts.get(item.path);
    if (extract !== undefined) return [{ path: item.path, extract }];
    return item.state.kind === 'failed' ? [{ path: item.path, refused: item.state.error.message }] : [];
  }

  /** Puts everything read so far together, in the order of the paths. */
  async function together(mine: number): Promise<void> {
    const entries = items.value.flatMap(entryOf);
    const found = await holding().call((api) => api.batchFill(options(), entries));
    if (run !== mine) return;
    cross.value = found.cross;
    totals.value = found.totals;
  }

  /** Reads whatever waits, then looks across all files. */
  async function readWaiting(fresh: ReadonlySet<string>): Promise<void> {
    run += 1;
    const mine = run;
    pool?.close();
    const waiting = items.value.filter((item) => item.state.kind === 'waiting');
    left.value = 0;
    running.value = true;
    const reading = new Pool(options(), secret);
    pool = reading;
    try {
      await reading.read(waiting, (item, what) => {
        if (run === mine) take(item, what);
      });
      if (run !== mine) return;
      items.value = [...items.value];
      await together(mine);
      versions.value = versionPairs(items.value, cross.value, fresh);
    } finally {
      if (run === mine) running.value = false;
    }
  }

  async function add(files: PathFile[]): Promise<number> {
    const kept = new Map(items.value.map((item) => [item.path, item]));
    const fresh = new Set<string>();
    const known = new Set(kept.keys());
    for (const { path, file } of files) {
      const before = kept.get(path);
      if (before !== undefined && isSame(before.file, file)) continue;
      const own = before === undefined ? path : pathAgain(path, known);
      kept.set(own, { path: own, file, state: { kind: 'waiting' } });
      known.add(own);
      fresh.add(own);
    }
    if (fresh.size === 0) return 0;
    const sorted = inOrder(Array.from(kept.values(), ({ path, file }) => ({ path, file })));
    items.value = sorted.map(({ path }) => kept.get(path)).filter((it): it is BatchItem => it !== undefined);
    await readWaiting(fresh);
    return fresh.size;
  }

  function cancel(): void {
    run += 1;
    running.value = false;
    pool?.close();
    const through = items.value.filter((item) => item.state.kind !== 'waiting');
    left.value = items.value.length - through.length;
    items.value = through;
    together(run).catch(() => undefined);
  }

  async function mask(on: boolean): Promise<void> {
    if (totals.value === null) return;
    const mine = run;
    const found = await holding().call((api) => api.batchShowPersonal(!on));
    if (run === mine) cross.value = found;
  }

  /** Other standards: every file is read anew. */
  async function readAgain(): Promise<void> {
    extracts.clear();
    items.value = items.value.map(({ path, file }) => ({ path, file, state: { kind: 'waiting' } }));
    if (items.value.length > 0) await readWaiting(new Set());
  }

  scope.run(() => {
    watch(masked, (on) => void mask(on).catch(() => undefined));
    watch(local, () => void readAgain().catch(() => undefined));
  });

  return {
    ...createTakeaway({ holding, options, readable }),
    items,
    done,
    left,
    running,
    cross,
    totals,
    readable,
    masked,
    versions,
    worksheets,
    dismiss(pairs) {
      versions.value = versions.value.filter((pair) => !pairs.includes(pair));
    },
    add,
    cancel,
    close() {
      run += 1;
      scope.stop();
      if (refreshing !== null) clearTimeout(refreshing);
      pool?.close();
      holder?.close();
      holder = null;
    },
  };
}
