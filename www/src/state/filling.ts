/** A cell being filled in before a class: what is typed, and what the checks say about it. */
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';

import type { FindingItem } from '../pkg/nuanbiao';
import { address, type CellPlace } from '../text/format';
import type { OpenSheet } from './session';

export interface Filling {
  /** What is being typed; null while the cell is only looked at. */
  draft: Ref<string | null>;
  /** The worst that is found at the cell. */
  said: ComputedRef<FindingItem | undefined>;
  /** Takes the cell's text up to be changed; false if something is being typed already. */
  open: () => Promise<boolean>;
  /** Writes what is typed into the cell; whoever goes to another cell does so first. */
  commit: () => Promise<void>;
  put: (text: string) => Promise<void>;
}

export function useFilling(sheet: OpenSheet, place: Readonly<Ref<CellPlace | null>>): Filling {
  const draft = ref<string | null>(null);
  const findings: ShallowRef<FindingItem[]> = shallowRef([]);
  let asked = 0;

  async function look(): Promise<void> {
    asked += 1;
    const mine = asked;
    if (place.value === null) {
      findings.value = [];
      return;
    }
    const at = address(place.value);
    const page = await sheet.findings({
      sheet: sheet.active.value,
      severities: [],
      codes: [],
      search: at,
      order: 'severity',
      offset: 0,
      limit: 50,
    });
    if (mine === asked) findings.value = page.items.filter(({ cell }) => cell === at);
  }
  watch([place, sheet.revision, sheet.active], () => void look().catch(() => undefined), {
    immediate: true,
  });

  async function put(text: string): Promise<void> {
    draft.value = null;
    if (place.value !== null) await sheet.edit(sheet.active.value, address(place.value), text);
  }

  return {
    draft,
    said: computed(() => findings.value[0]),
    open: async () => {
      const cell = place.value;
      if (cell === null) return false;
      const text = await sheet.rawText(sheet.active.value, address(cell));
      // What was typed meanwhile takes the text's place, as it would have a moment later.
      if (place.value !== cell || draft.value !== null) return false;
      draft.value = text;
      return true;
    },
    commit: async () => {
      if (draft.value !== null) await put(draft.value);
    },
    put,
  };
}
