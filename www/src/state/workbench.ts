/**
 * The clerk's workbench: which cell is selected, what is being typed, which problem is chosen,
 * and how these follow each other. Shared by bar, grid, list and detail.
 */
import {
  computed,
  inject,
  provide,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue';

import { Merges } from '../grid/merges';
import { RowCache } from '../grid/rowCache';
import { RowFilter } from '../grid/rowFilter';
import type { SheetCell } from '../grid/types';
import type { FindingItem } from '../pkg/nuanbiao';
import { address, parseAddress, parseRange, type CellPlace, type CellRange } from '../text/format';
import { createDrafting, type Drafting } from './draft';
import { createProblems, type Problems } from './problems';
import type { OpenSheet } from './session';

export interface Workbench extends Drafting {
  sheet: OpenSheet;
  problems: Problems;
  rows: Readonly<ShallowRef<RowCache>>;
  merges: ComputedRef<Merges>;
  current: Readonly<Ref<CellPlace>>;
  /** The selected cell's data; null if it is blank or not here yet. */
  cell: ComputedRef<SheetCell | null>;
  related: ComputedRef<CellRange[]>;
  /** Goes up when the grid should bring the selected cell into view. */
  reveal: Readonly<Ref<number>>;
  /** The cells in full view. */
  view: Ref<CellRange>;
  /** Goes up when rows have come in. */
  arrived: Readonly<Ref<number>>;
  /** Goes up when the search field should open. */
  searchAsked: Ref<number>;
  /** Goes up when the grid should take the keyboard. */
  focusGrid: Readonly<Ref<number>>;
  /** The rows on show if only those with problems are; null for all. */
  shownRows: Readonly<ShallowRef<readonly number[] | null>>;
  /** Shows only the rows with problems, or all again. */
  onlyProblems: (on: boolean) => Promise<void>;
  /** Puts what was copied in a spreadsheet into the selected cell and those right and below. */
  paste: (text: string) => void;
  select: (cell: CellPlace) => void;
  move: (rows: number, cols: number) => void;
  /** Selects a cell and, if it has a problem, chooses it. */
  pick: (cell: CellPlace) => void;
  goTo: (index: number) => Promise<void>;
  /** On to the next problem, or back; after a mend first to the one that took its place. */
  walk: (step: 1 | -1) => Promise<void>;
  show: (finding: FindingItem) => void;
  showCell: (text: string) => void;
  takeFix: () => Promise<void>;
  takeFocus: () => void;
}

const KEY: InjectionKey<Workbench> = Symbol('workbench');

export function useWorkbench(): Workbench {
  const bench = inject(KEY);
  if (bench === undefined) throw new Error('No workbench has been provided.');
  return bench;
}

export function createWorkbench(sheet: OpenSheet): Workbench {
  const problems = createProblems(sheet);
  const current = ref<CellPlace>({ row: 0, col: 0 });
  const drafting = createDrafting(sheet, current);
  const { draft } = drafting;
  const reveal = ref(0);
  const view = ref<CellRange>({ top: 0, left: 0, bottom: 0, right: 0 });
  const arrived = ref(0);
  const focusGrid = ref(0);
  const searchAsked = ref(0);
  const shownRows = shallowRef<readonly number[] | null>(null);
  const filter = computed(() => new RowFilter(shownRows.value));
  const rows = shallowRef(newCache());
  const merges = computed(() => new Merges(sheet.tab.value?.merges ?? []));

  function newCache(): RowCache {
    const index = sheet.active.value;
    return new RowCache(
      (offset, limit) => sheet.rows(index, offset, limit),
      () => {
        arrived.value += 1;
      },
    );
  }

  const cell = computed(() => {
    void arrived.value;
    return rows.value.row(current.value.row)?.cells.get(current.value.col) ?? null;
  });

  const related = computed(() => {
    const finding = problems.chosen.value;
    if (finding === null || finding.sheet !== sheet.active.value) return [];
    return [...finding.related, finding.range ?? '']
      .map((text) => parseRange(text))
      .filter((range): range is CellRange => range !== null);
  });

  function select(to: CellPlace): void {
    if (draft.value !== null) drafting.commit();
    // Whoever goes to a hidden row wants to see it.
    if (!filter.value.shows(to.row)) shownRows.value = null;
    const { top: row, left: col } = merges.value.extent(to);
    current.value = { row, col };
    reveal.value += 1;
  }

  function move(byRows: number, byCols: number): void {
    const tab = sheet.tab.value;
    if (tab === undefined) return;
    // From the far edge of a merged block, so that a step leaves it.
    const at = merges.value.extent(current.value);
    const row = filter.value.step(byRows > 0 ? at.bottom : at.top, byRows);
    const col = (byCols > 0 ? at.right : at.left) + byCols;
    select({
      row: Math.min(Math.max(row, 0), Math.max(0, tab.rows - 1)),
      col: Math.min(Math.max(col, 0), Math.max(0, tab.cols - 1)),
    });
  }

  function pick(to: CellPlace): void {
    select(to);
    const id = cell.value?.findings[0];
    if (id !== undefined && id !== problems.chosen.value?.id) problems.chooseId(id).catch(() => undefined);
  }

  function show(finding: FindingItem): void {
    problems.advanced.value = false;
    if (finding.sheet !== undefined && finding.sheet !== sheet.active.value) return;
    const place = parseAddress(finding.cell ?? '') ?? null;
    if (place !== null) select(place);
  }

  async function goTo(index: number): Promise<void> {
    const total = problems.total.value;
    if (total === 0) return;
    const finding = await problems.choose(((index % total) + total) % total);
    if (finding !== null) show(finding);
  }

  async function takeFix(): Promise<void> {
    const finding = problems.chosen.value;
    if (finding?.fix === undefined || sheet.busy.value) return;
    await sheet.fix(finding);
    await problems.settled();
    const next = problems.chosen.value;
    if (next !== null) show(next);
  }

  /**
   * The rows above the table's body, and every row that has or had a problem since the filter
   * was set: a row just mended stays where it is. Merged blocks are shown whole.
   */
  async function onlyProblems(on: boolean): Promise<void> {
    if (!on) {
      shownRows.value = null;
      reveal.value += 1;
      return;
    }
    const index = sheet.active.value;
    const marked = await sheet.markedRows(index);
    const tab = sheet.tab.value;
    if (tab === undefined || tab.index !== index) return;
    const rows = new Set<number>(shownRows.value ?? []);
    for (let row = 0; row < (tab.header_rows?.[1] ?? 0); row += 1) rows.add(row);
    for (const row of marked) rows.add(row);
    for (const text of tab.merges) {
      const range = parseRange(text);
      if (range === null || range.bottom === range.top) continue;
      let touched = false;
      for (let row = range.top; row <= range.bottom; row += 1) touched ||= rows.has(row);
      for (let row = range.top; touched && row <= range.bottom; row += 1) rows.add(row);
    }
    const next = Array.from(rows).sort((a, b) => a - b);
    const old = shownRows.value;
    if (old !== null && old.length === next.length) return;
    shownRows.value = next;
    if (!filter.value.shows(current.value.row)) {
      const first = problems.chosen.value;
      if (first !== null) show(first);
    }
  }

  function paste(text: string): void {
    sheet.paste(sheet.active.value, address(current.value), text).catch(() => undefined);
  }

  function switchSheet(): void {
    draft.value = null;
    shownRows.value = null;
    rows.value.close();
    rows.value = newCache();
    const header = sheet.tab.value?.header_rows?.[1] ?? 0;
    current.value = { row: Math.min(header, Math.max(0, (sheet.tab.value?.rows ?? 1) - 1)), col: 0 };
  }

  const bench: Workbench = {
    ...drafting,
    sheet,
    problems,
    rows,
    merges,
    current,
    cell,
    related,
    reveal,
    view,
    arrived,
    searchAsked,
    focusGrid,
    shownRows,
    onlyProblems,
    paste,
    select,
    move,
    pick,
    goTo,
    walk: (step) => goTo(problems.index.value + (problems.advanced.value && step > 0 ? 0 : step)),
    show,
    showCell: (text) => {
      const range = parseRange(text);
      if (range !== null) select({ row: range.top, col: range.left });
    },
    takeFix,
    takeFocus: () => {
      focusGrid.value += 1;
    },
  };
  watch(sheet.active, switchSheet);
  watch(sheet.revision, () => {
    rows.value.invalidate();
    arrived.value += 1;
    if (shownRows.value !== null) onlyProblems(true).catch(() => undefined);
  });
  switchSheet();
  watch(sheet.wanted, async (id) => {
    if (id === null) return;
    sheet.wanted.value = null;
    const finding = await problems.chooseId(id).catch(() => null);
    if (finding !== null) show(finding);
  });
  // A sheet opens where it was asked to, else at its first problem: unless somebody was quicker than the list.
  if (sheet.startsAt !== null) bench.showCell(sheet.startsAt);
  const start = current.value;
  const opening = watch(problems.chosen, (first) => {
    opening.stop();
    const moved = current.value !== start || draft.value !== null;
    if (first !== null && sheet.startsAt === null && !moved) show(first);
  });
  provide(KEY, bench);
  return bench;
}
