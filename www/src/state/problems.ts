/** The problem list: what it is filtered by, its headings, its pages, and the one that is chosen. */
import { computed, nextTick, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';

import type { Field, FindingItem, Severity } from '../pkg/nuanbiao';
import { SEVERITIES } from '../text/words';
import { pageOf, type Anchor, type Group, type ListOrder, type ListQuery } from '../worker/listing';
import type { OpenSheet } from './session';

const PAGE = 100;

export interface Problems {
  order: Ref<ListOrder>;
  /** Which severities are shown; at least one. */
  shown: Ref<Severity[]>;
  column: Ref<Field | undefined>;
  /** Only those whose address, title or message holds this. */
  search: Ref<string>;
  groups: Readonly<ShallowRef<Group[]>>;
  total: ComputedRef<number>;
  /** The chosen finding; null if there is none. */
  chosen: Readonly<ShallowRef<FindingItem | null>>;
  /** Its place in the list; -1 if the list does not hold it. */
  index: Readonly<Ref<number>>;
  /** The list chose by itself, after a mend or a filter; nobody has gone to it yet. */
  advanced: Ref<boolean>;
  /** Goes up whenever pages have come in. */
  tick: Readonly<Ref<number>>;
  /** Filters left nothing although there are findings. */
  filtered: ComputedRef<boolean>;
  item: (index: number) => FindingItem | undefined;
  choose: (index: number) => Promise<FindingItem | null>;
  /** Chooses a finding by its id, showing its severity and column if they were filtered out. */
  chooseId: (id: number) => Promise<FindingItem | null>;
  /** Waits until the list is as the last change has left it. */
  settled: () => Promise<void>;
  toggle: (severity: Severity) => void;
  showAll: () => void;
}

export function createProblems(sheet: OpenSheet): Problems {
  const order = ref<ListOrder>('severity');
  const shown = shallowRef<Severity[]>([...SEVERITIES]);
  const column = ref<Field | undefined>(undefined);
  const search = ref('');
  const groups = shallowRef<Group[]>([]);
  const chosen = shallowRef<FindingItem | null>(null);
  const index = ref(-1);
  const advanced = ref(false);
  const tick = ref(0);
  const pages = new Map<number, FindingItem[]>();
  const asked = new Set<number>();
  /** Answers to questions of an older list are thrown away. */
  let generation = 0;

  const total = computed(() => groups.value.reduce((sum, group) => sum + group.count, 0));
  const filtered = computed(() => {
    const counts = sheet.tab.value?.counts;
    return total.value === 0 && counts !== undefined && counts.errors + counts.warnings + counts.notices > 0;
  });

  function query(): ListQuery {
    return {
      sheet: sheet.active.value,
      severities: shown.value,
      column: column.value,
      search: search.value.trim(),
      order: order.value,
    };
  }

  async function page(number: number): Promise<FindingItem[]> {
    const known = pages.get(number);
    if (known !== undefined) return known;
    const mine = generation;
    const { items } = await sheet.findings(pageOf(query(), number * PAGE, PAGE));
    if (mine === generation) {
      pages.set(number, items);
      tick.value += 1;
    }
    return items;
  }

  function item(at: number): FindingItem | undefined {
    const number = Math.floor(at / PAGE);
    const known = pages.get(number);
    if (known === undefined && !asked.has(number)) {
      asked.add(number);
      void page(number).finally(() => asked.delete(number));
    }
    return known?.[at % PAGE];
  }

  async function choose(at: number): Promise<FindingItem | null> {
    if (total.value === 0) {
      index.value = -1;
      chosen.value = null;
      return null;
    }
    const mine = generation;
    const to = Math.min(Math.max(at, 0), total.value - 1);
    const found = (await page(Math.floor(to / PAGE)))[to % PAGE] ?? null;
    if (mine !== generation) return null;
    index.value = to;
    chosen.value = found;
    return found;
  }

  /** The same finding in the list as it is now; else the one that took its place. */
  async function keep(): Promise<void> {
    const old = chosen.value;
    if (old === null) {
      advanced.value = true;
      await choose(0);
      return;
    }
    const mine = generation;
    const anchor: Anchor = { code: old.code, sheet: old.sheet, cell: old.cell };
    const found = await sheet.locate(query(), anchor);
    if (mine !== generation) return;
    if (found === undefined) {
      advanced.value = true;
      await choose(index.value);
    } else {
      index.value = found.index;
      chosen.value = found.item;
    }
  }

  async function reload(): Promise<void> {
    generation += 1;
    const mine = generation;
    const next = await sheet.groups(query());
    if (mine !== generation) return;
    pages.clear();
    asked.clear();
    groups.value = next;
    tick.value += 1;
    await keep();
  }

  async function chooseId(id: number): Promise<FindingItem | null> {
    let found = await sheet.locate(query(), { id });
    if (found === undefined) {
      showAll();
      await reload();
      found = await sheet.locate(query(), { id });
    }
    if (found === undefined) return null;
    advanced.value = false;
    index.value = found.index;
    chosen.value = found.item;
    return found.item;
  }

  function showAll(): void {
    shown.value = [...SEVERITIES];
    column.value = undefined;
    search.value = '';
  }

  watch([sheet.revision, sheet.active, order, shown, column, search], (now, before) => {
    if (now[1] !== before[1]) {
      chosen.value = null;
      column.value = undefined;
      search.value = '';
    }
    // A crash has been told of already; a closed sheet has nothing to list.
    reloading = reload().catch(() => undefined);
  });
  let reloading = reload().catch(() => undefined);

  return {
    order,
    shown,
    column,
    search,
    groups,
    total,
    chosen,
    index,
    advanced,
    tick,
    filtered,
    item,
    choose,
    chooseId,
    settled: async () => {
      await nextTick();
      await reloading;
    },
    toggle: (severity) => {
      const on = shown.value.includes(severity);
      shown.value = on ? shown.value.filter((other) => other !== severity) : [...shown.value, severity];
    },
    showAll,
  };
}
