/** Which way of working is on, and the reviewer's files. */
import {
  computed,
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue';

import { CoreClosed } from '../worker/client';
import { createBatch, type Batch } from './batch';
import type { Desk } from './desk';
import { inOrder, onDisk, type PathFile } from './files';
import { toast, toastUntil } from './toast';
import { createZips } from './zips';

/** A zip that takes longer than this to open is spoken of. */
const SLOW_MS = 500;

export type Mode = 'clerk' | 'reviewer';

export interface Reviewer {
  mode: Ref<Mode>;
  batch: Readonly<ShallowRef<Batch | null>>;
  /** Whether what is on the desk is one of a reviewer's many. */
  ofMany: ComputedRef<boolean>;
  /**
   * Takes what was dropped or picked: one file goes on the desk, several are a batch, and so are
   * the several of a zip. While many files are reviewed, one more joins them.
   */
  take: (files: PathFile[]) => Promise<void>;
  /** As `take`, for a file chosen to be looked at: alone it goes on the desk in either mode. */
  look: (file: File) => Promise<void>;
  /** Forgets the reviewer's files. */
  close: () => void;
}

const KEY: InjectionKey<Reviewer> = Symbol('reviewer');

export function useReviewer(): Reviewer {
  const reviewer = inject(KEY);
  if (reviewer === undefined) throw new Error('No reviewer has been provided.');
  return reviewer;
}

export function createReviewer(desk: Desk): Reviewer {
  const mode = ref<Mode>('clerk');
  const batch = shallowRef<Batch | null>(null);
  const zips = createZips();
  const ofMany = computed(() => mode.value === 'reviewer' && batch.value !== null);

  async function unpacked(files: PathFile[]): Promise<PathFile[]> {
    let said: (() => void) | null = null;
    const slow = setTimeout(() => {
      said = toastUntil('正在打开压缩包…');
    }, SLOW_MS);
    try {
      return inOrder(await zips.expand(inOrder(files)));
    } finally {
      clearTimeout(slow);
      (said as (() => void) | null)?.();
    }
  }

  async function place(files: PathFile[], joins: boolean): Promise<void> {
    const wanted = await unpacked(files);
    const [first] = wanted;
    if (first === undefined) {
      toast('这里没有可以核对的表格。');
    } else if (wanted.length === 1 && !joins) {
      await desk.openFile(first.file);
    } else {
      mode.value = 'reviewer';
      if (desk.phase.value.kind !== 'start') await desk.leave();
      batch.value ??= createBatch();
      await batch.value.add(wanted);
    }
  }

  /** Files put away while they were still being read are no failure. */
  async function placed(files: PathFile[], joins: boolean): Promise<void> {
    try {
      await place(files, joins);
    } catch (thrown) {
      if (!(thrown instanceof CoreClosed)) toast('没有读成，请再试一次。');
    }
  }

  const take = (files: PathFile[]) => placed(files, mode.value === 'reviewer');
  const look = (file: File) => placed([{ path: file.name, file: onDisk(file) }], false);

  function close(): void {
    batch.value?.close();
    batch.value = null;
    zips.close();
  }

  onScopeDispose(close);
  const reviewer = { mode, batch, ofMany, take, look, close };
  provide(KEY, reviewer);
  return reviewer;
}
