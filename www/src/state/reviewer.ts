/** Which way of working is on, and the reviewer's files. */
import {
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue';

import { createBatch, type Batch } from './batch';
import type { Desk } from './desk';
import { inOrder, type PathFile } from './files';
import { toast } from './toast';

export type Mode = 'clerk' | 'reviewer';

export interface Reviewer {
  mode: Ref<Mode>;
  batch: Readonly<ShallowRef<Batch | null>>;
  /** Takes what was dropped or picked: one file goes on the desk, several are a batch. */
  take: (files: PathFile[]) => Promise<void>;
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

  async function take(files: PathFile[]): Promise<void> {
    const wanted = inOrder(files);
    const [first] = wanted;
    if (first === undefined) {
      toast('这里没有可以核对的表格。');
    } else if (wanted.length === 1 && mode.value === 'clerk') {
      await desk.openFile(first.file);
    } else {
      mode.value = 'reviewer';
      if (desk.phase.value.kind !== 'start') await desk.leave();
      batch.value ??= createBatch();
      await batch.value.add(wanted);
    }
  }

  function close(): void {
    batch.value?.close();
    batch.value = null;
  }

  onScopeDispose(close);
  const reviewer = { mode, batch, take, close };
  provide(KEY, reviewer);
  return reviewer;
}
