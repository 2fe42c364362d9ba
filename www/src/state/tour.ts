/** The tour: the form explained field by field, on a form of made-up people. */
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';

import type { FieldGuide, RowPage, SheetOverview } from '../pkg/nuanbiao';
import { parseAddress, type CellPlace } from '../text/format';
import { remember, remembered } from './preferences';
import type { OpenSheet } from './session';

export interface Tour {
  /** The stops of the tour: the main ones, or all. */
  stops: ComputedRef<readonly FieldGuide[]>;
  /** How many there are in all. */
  count: ComputedRef<number>;
  all: Ref<boolean>;
  index: ComputedRef<number>;
  stop: ComputedRef<FieldGuide | undefined>;
  go: (index: number) => void;
}

/** The tour, where it was left the last time. */
export function useTour(guides: Readonly<ShallowRef<readonly FieldGuide[]>>): Tour {
  const all = ref(false);
  const key = shallowRef(remembered('lesson'));
  const stops = computed(() => guides.value.filter((guide) => all.value || guide.main));
  // What is only in the long tour is shown by the long tour.
  watch(
    guides,
    (list) => {
      const left = list.find((guide) => guide.key === key.value);
      if (left !== undefined && !left.main) all.value = true;
    },
    { immediate: true },
  );
  const index = computed(() =>
    Math.max(
      0,
      stops.value.findIndex((guide) => guide.key === key.value),
    ),
  );
  return {
    stops,
    count: computed(() => guides.value.length),
    all,
    index,
    stop: computed(() => stops.value[index.value]),
    go: (to) => {
      const next = stops.value[Math.min(Math.max(0, to), stops.value.length - 1)];
      if (next === undefined) return;
      key.value = next.key;
      remember('lesson', next.key);
    },
  };
}

/** 慰问对象类别 → 类别: there is little room below a dot, and on the small form. */
export function shortTitle(title: string): string {
  return title.replace(/^慰问(?:对象)?(?=..)/, '').replace('人签字', '签字');
}

/** Where each stop is shown, by its key; nowhere if the form has no cell for it. */
export async function placesOf(sheet: OpenSheet): Promise<(key: string) => CellPlace | null> {
  const tab = sheet.tab.value;
  if (tab === undefined) return () => null;
  const { rows } = await sheet.rows(tab.index, 0, tab.rows);
  return (key) => placeOf(tab, rows, key);
}

function placeOf(tab: SheetOverview, rows: RowPage['rows'], key: string): CellPlace | null {
  if (key === 'seal') return headCell(tab, 'seal') ?? headCell(tab, 'unit');
  if (key.startsWith('head.')) return headCell(tab, key.slice('head.'.length));
  if (key === 'words') {
    const line = rows.flatMap(({ row, cells }) => cells.map((cell) => ({ row, ...cell })));
    const words = line.find(({ text }) => text.includes('大写'));
    return words === undefined ? null : { row: words.row - 1, col: words.col };
  }
  if (key === 'sums') {
    const col = tab.columns.find(({ field }) => field === 'total' || field === 'cash')?.col;
    const total = rows.find(({ kind }) => kind === 'total');
    return col === undefined || total === undefined ? null : { row: total.row - 1, col };
  }
  const col = tab.columns.find(({ field }) => field === key)?.col;
  if (col === undefined) return null;
  const people = rows.filter(({ kind }) => kind === 'person');
  const filled = people.find(({ cells }) => cells.some((cell) => cell.col === col && cell.text !== ''));
  const person = filled ?? people[0];
  return person === undefined ? null : { row: person.row - 1, col };
}

function headCell(tab: SheetOverview, field: string): CellPlace | null {
  const cell = tab.checklist.find((item) => item.field === field)?.cell;
  return cell === undefined ? null : parseAddress(cell);
}
