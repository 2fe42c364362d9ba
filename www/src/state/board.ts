/** The part of a sheet that is written on the board: the cell that is talked about, and those around it. */
import { shallowRef, watch, type Ref, type ShallowRef } from 'vue';

import { Merges } from '../grid/merges';
import type { CellOut, RowKind, RowPage } from '../pkg/nuanbiao';
import { columnLetters, type CellPlace } from '../text/format';
import type { OpenSheet } from './session';

export interface BoardCell {
  place: CellPlace;
  text: string;
  mark: CellOut['mark'];
  number: boolean;
}

export interface BoardRow {
  /** 0-based. */
  row: number;
  kind: RowKind;
  /** What the row of a total calls itself, if that stands in a column that isn't shown. */
  label: string;
  cells: BoardCell[];
}

export interface BoardPart {
  title: string;
  /** The table's columns that are shown; none above and below the table, where cells stand as lines. */
  columns: { col: number; letter: string; title: string }[];
  rows: BoardRow[];
}

/** Columns beside each other that a class can still read. */
const COLUMNS = 4;
/** Rows above and below the one that is talked about. */
const BEFORE = 1;
const AFTER = 2;
/** Rows from elsewhere that a problem has to do with. */
const RELATED = 2;

const NOTHING: BoardPart = { title: '', columns: [], rows: [] };

function cellAt(row: number, col: number, cells: readonly CellOut[]): BoardCell {
  const cell = cells.find((one) => one.col === col);
  return {
    place: { row, col },
    text: cell?.text ?? '',
    mark: cell?.mark,
    number: cell?.number ?? false,
  };
}

/**
 * Which columns are shown: that of the names, the cell's own, those it has to do with, and the
 * cell's neighbours where there is room.
 */
function columnsAround(
  all: readonly number[],
  name: number | undefined,
  col: number,
  related: readonly number[],
): number[] {
  const chosen = new Set([col, ...related.slice(0, COLUMNS - 2)].filter((one) => all.includes(one)));
  const others = all.filter((one) => one !== name && !chosen.has(one));
  if (name !== undefined) chosen.add(name);
  const wanted = Math.max(0, COLUMNS - chosen.size);
  // As many before it as behind it, the odd one before.
  const at = others.filter((one) => one < col).length;
  const from = Math.max(0, Math.min(at - Math.ceil(wanted / 2), others.length - wanted));
  for (const one of others.slice(from, from + wanted)) chosen.add(one);
  return [...chosen].sort((a, b) => a - b);
}

/** Whether a row belongs to the table; one with nothing but its number waits for a person. */
function ofTable({ kind, cells }: RowPage['rows'][number], serial: number | undefined): boolean {
  if (kind === 'other') return cells.every(({ col, text }) => text.trim() === '' || col === serial);
  return kind === 'person' || kind === 'total' || kind === 'empty';
}

/** A page of rows around one, with those it has to do with, wherever they stand. */
async function rowsAround(
  sheet: OpenSheet,
  first: number,
  related: readonly number[],
): Promise<RowPage['rows']> {
  const index = sheet.active.value;
  const near = (await sheet.rows(index, first, BEFORE + AFTER + 1)).rows;
  const far = related.filter((row) => !near.some((one) => one.row === row + 1)).slice(0, RELATED);
  if (far.length === 0) return near;
  const pages = await Promise.all(far.map((row) => sheet.rows(index, row, 1)));
  return [...near.slice(0, 1 + BEFORE), ...pages.flatMap(({ rows }) => rows)].sort((a, b) => a.row - b.row);
}

async function draw(sheet: OpenSheet, place: CellPlace, related: readonly CellPlace[]): Promise<BoardPart> {
  const tab = sheet.tab.value;
  if (tab === undefined) return NOTHING;
  const merges = new Merges(tab.merges);
  const header = tab.header_rows?.[1] ?? 0;
  const inTable = tab.is_form && place.row >= header;
  const first = Math.max(inTable ? header : 0, place.row - BEFORE);
  const page = await rowsAround(
    sheet,
    first,
    related.map(({ row }) => row).filter((row) => inTable && row >= header),
  );
  const head = header === 0 ? undefined : await sheet.rows(tab.index, 0, 1);
  const title = head?.rows[0]?.kind === 'title' ? (head.rows[0].cells[0]?.text ?? '') : '';
  const known = tab.columns.filter((column) => column.title !== '' || column.field !== undefined);
  const serial = known.find(({ field }) => field === 'serial')?.col;
  const body = new Set(page.filter((row) => ofTable(row, serial)).map(({ row }) => row - 1));
  // Below the sheet's last row there is nothing yet.
  const asTable = inTable && (body.has(place.row) || !page.some(({ row }) => row - 1 === place.row));
  const cols = asTable
    ? columnsAround(
        known.map(({ col }) => col),
        known.find(({ field }) => field === 'name')?.col,
        place.col,
        related.filter(({ row }) => row === place.row).map(({ col }) => col),
      )
    : [];
  const rows = page.map(({ row, kind, cells }): BoardRow => {
    const at = row - 1;
    if (asTable) {
      const name = kind === 'total' ? cells.find(({ text, number }) => text !== '' && !number) : undefined;
      const label = name === undefined || cols.includes(name.col) ? '' : name.text;
      return { row: at, kind, label, cells: cols.map((col) => cellAt(at, col, cells)) };
    }
    const told = cells.filter(({ text, col }) => text !== '' || col === place.col).map(({ col }) => col);
    if (at === place.row && !told.includes(place.col)) told.push(place.col);
    const own = told
      .filter((col) => merges.extent({ row: at, col }).left === col)
      .sort((a, b) => a - b)
      .map((col) => cellAt(at, col, cells));
    return { row: at, kind, label: '', cells: own };
  });
  return {
    title,
    columns: cols.map((col) => ({
      col,
      letter: columnLetters(col),
      title: known.find((column) => column.col === col)?.title ?? '',
    })),
    // A row of the table or a line outside of it: the two are not drawn together.
    rows: rows.filter(
      ({ row, kind }) => row === place.row || (kind !== 'header' && body.has(row) === asTable),
    ),
  };
}

/** Follows the place and every change of the sheet. */
export function useBoard(
  sheet: OpenSheet,
  place: Readonly<Ref<CellPlace | null>>,
  related: Readonly<Ref<readonly CellPlace[]>> = shallowRef([]),
): Readonly<ShallowRef<BoardPart>> {
  const part = shallowRef(NOTHING);
  let asked = 0;
  watch(
    [place, sheet.revision, sheet.active],
    () => {
      asked += 1;
      const mine = asked;
      draw(sheet, place.value ?? { row: 0, col: 0 }, related.value).then(
        (drawn) => {
          if (mine === asked) part.value = drawn;
        },
        () => undefined,
      );
    },
    { immediate: true },
  );
  return part;
}
