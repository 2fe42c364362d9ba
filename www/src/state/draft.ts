/** What is being typed into a cell, from the first key to its effect. */
import { ref, type Ref } from 'vue';

import { address, type CellPlace } from '../text/format';
import type { OpenSheet } from './session';

/** Where a cell is being edited, and the text so far. */
export interface Draft {
  where: 'cell' | 'bar';
  cell: CellPlace;
  text: string;
  /** What the cell holds, unmasked: nothing is changed if the text ends up the same. Null on its way. */
  original: string | null;
  /** The cell's own text comes before what is typed; else what is typed takes its place. */
  keeps: boolean;
}

export interface Drafting {
  draft: Ref<Draft | null>;
  /** Begins with the cell's own text, or in its place with a seed. */
  begin: (where: Draft['where'], seed?: string) => Promise<void>;
  commit: () => void;
  cancel: () => void;
}

export function createDrafting(sheet: OpenSheet, current: Readonly<Ref<CellPlace>>): Drafting {
  const draft = ref<Draft | null>(null);

  async function begin(where: Draft['where'], seed?: string): Promise<void> {
    if (sheet.locked.value) {
      sheet.offerUnlock();
      return;
    }
    const cell = current.value;
    draft.value = { where, cell, text: seed ?? '', original: null, keeps: seed === undefined };
    const original = await sheet.rawText(sheet.active.value, address(cell));
    const now = draft.value;
    // Gone elsewhere or given up in the meantime.
    if (now === null || now.cell !== cell || now.where !== where) return;
    draft.value = { ...now, original, text: now.keeps ? original + now.text : now.text };
  }

  async function edit(index: number, { cell, text, original, keeps }: Draft): Promise<void> {
    const at = address(cell);
    // Left before the cell's own text was here: what was typed still goes behind it.
    const before = original === null && keeps ? await sheet.rawText(index, at) : '';
    await sheet.edit(index, at, before + text);
  }

  function commit(): void {
    const done = draft.value;
    draft.value = null;
    if (done === null || done.text === (done.original ?? (done.keeps ? '' : null))) return;
    edit(sheet.active.value, done).catch(() => undefined);
  }

  return {
    draft,
    begin,
    commit,
    cancel: () => {
      draft.value = null;
    },
  };
}
