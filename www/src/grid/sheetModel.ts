/** A sheet as the grid draws it: widths from what the columns hold, merges, text that runs over. */
import type { Field, SheetOverview } from '../pkg/nuanbiao';
import type { CellRange } from '../text/format';
import type { Merges } from './merges';
import type { CachedRow, RowCache } from './rowCache';
import type { CellView, GridModel, RowKind, SheetCell } from './types';

const MIN_WIDTH = 44;
const MAX_WIDTH = 190;
/** A column the sheet says nothing about. */
const BLANK_WIDTH = 72;
const PADDING = 14;
const MARK_ROOM = 16;
/** How much a column may be widened for a label above it. */
const LABEL_ROOM = 60;
const TITLE_HEIGHT = 35;
const HEADER_HEIGHT = 36;
/** Rows looked at for the widths: enough to see what a column holds. */
const SAMPLE_ROWS = 60;

const FAMILY = '"Segoe UI","Helvetica Neue","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const BODY_FONT = `13px ${FAMILY}`;
const BOLD_FONT = `600 13px ${FAMILY}`;
const TITLE_FONT = `600 17px ${FAMILY}`;

let context: CanvasRenderingContext2D | null | undefined;

function textWidth(text: string, font: string): number {
  if (context === undefined) context = document.createElement('canvas').getContext('2d');
  // Without a canvas: a wide character is about one em.
  if (context === null || context === undefined) return text.length * 13;
  context.font = font;
  return context.measureText(text).width;
}

/** Columns of short values, easier to read in the middle. */
const CENTRED: ReadonlySet<Field> = new Set<Field>(['serial', 'sex', 'date']);

/** Columns of figures, whatever they are stored as. */
const FIGURES: ReadonlySet<Field> = new Set<Field>([
  'cash',
  'goods_value',
  'total',
  'unit_price',
  'quantity',
]);

/** Kinds of rows that are running text and not table: their text may run over empty neighbours. */
function runsOver(kind: RowKind): boolean {
  return kind === 'title' || kind === 'other';
}

export class SheetModel implements GridModel {
  readonly rowCount: number;
  readonly shown: readonly number[] | null;
  readonly widths: number[];
  readonly heights = new Map<number, number>();
  readonly frozen: GridModel['frozen'];
  readonly #headings: ReadonlyMap<number, string>;
  readonly #rows: RowCache;
  readonly #merges: Merges;
  readonly #fields: ReadonlyMap<number, Field | undefined>;

  constructor(
    sheet: SheetOverview,
    rows: RowCache,
    merges: Merges,
    sample: readonly (CachedRow | undefined)[],
    shown: readonly number[] | null,
  ) {
    this.rowCount = sheet.rows;
    this.shown = shown;
    this.#rows = rows;
    this.#merges = merges;
    this.#headings = new Map(sheet.columns.map(({ col, title }) => [col, title]));
    const last = sheet.header_rows?.[1];
    this.frozen =
      last === undefined
        ? undefined
        : { row: last - 1, col: sheet.columns.find(({ field }) => field === 'name')?.col };
    this.#fields = new Map(sheet.columns.map(({ col, field }) => [col, field]));
    this.widths = Array.from({ length: Math.max(1, sheet.cols) }, () => 0);
    sample.slice(0, SAMPLE_ROWS).forEach((row, index) => this.#measure(row, index));
    this.widths.forEach((width, col) => {
      this.widths[col] =
        width === 0 ? BLANK_WIDTH : Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)));
    });
    sample.slice(0, SAMPLE_ROWS).forEach((row, index) => this.#makeRoom(row, index));
    sample.forEach((row, index) => this.#setHeight(row, index));
  }

  #measure(row: CachedRow | undefined, index: number): void {
    if (row === undefined || runsOver(row.kind)) return;
    for (const [col, cell] of row.cells) {
      const merged = this.#merges.at({ row: index, col });
      if (merged !== null && merged.right > merged.left) continue;
      let width = textWidth(cell.text, row.kind === 'person' ? BODY_FONT : BOLD_FONT) + PADDING;
      // A heading may take two lines.
      if (row.kind === 'header' && cell.text.length > 5) width = width / 2 + PADDING;
      if (cell.mark !== undefined) width += MARK_ROOM;
      this.widths[col] = Math.max(this.widths[col] ?? 0, width);
    }
  }

  /** A label of the head that spans a few narrow columns gets the room to be read. */
  #makeRoom(row: CachedRow | undefined, index: number): void {
    if (row === undefined || row.kind !== 'other') return;
    for (const [col, cell] of row.cells) {
      const last = this.#merges.at({ row: index, col })?.right ?? this.#free(row, index, col);
      if (last - col > 2) continue;
      const need = textWidth(cell.text, BODY_FONT) + PADDING + (cell.mark === undefined ? 0 : MARK_ROOM);
      const lacking = need - this.#span(col, last);
      if (lacking > 0 && lacking < LABEL_ROOM)
        this.widths[last] = (this.widths[last] ?? 0) + Math.ceil(lacking);
    }
  }

  /** The last of the blank cells right of a cell, or the cell itself. */
  #free(row: CachedRow, index: number, col: number): number {
    let end = col;
    while (end + 1 < this.widths.length) {
      if (row.cells.has(end + 1) || this.#merges.at({ row: index, col: end + 1 }) !== null) break;
      end += 1;
    }
    return end;
  }

  #setHeight(row: CachedRow | undefined, index: number): void {
    if (row === undefined) return;
    if (row.kind === 'title') this.heights.set(index, TITLE_HEIGHT);
    if (row.kind !== 'header') return;
    for (const [col, cell] of row.cells) {
      const merged = this.#merges.extent({ row: index, col });
      const room = this.#span(merged.left, merged.right) - 8;
      if (merged.top === merged.bottom && textWidth(cell.text, BOLD_FONT) > room)
        this.heights.set(index, HEADER_HEIGHT);
    }
  }

  #align(kind: RowKind, cell: SheetCell, col: number): CellView['align'] {
    const field = this.#fields.get(col);
    const table = kind === 'person' || kind === 'total';
    if (table && field !== undefined) {
      if (kind === 'person' && CENTRED.has(field)) return 'center';
      if (FIGURES.has(field)) return 'right';
    }
    return cell.number ? 'right' : 'left';
  }

  #span(left: number, right: number): number {
    let width = 0;
    for (let col = left; col <= right; col += 1) width += this.widths[col] ?? 0;
    return width;
  }

  heading(col: number): string {
    return this.#headings.get(col) ?? '';
  }

  hidden(row: number): boolean {
    return this.#rows.row(row)?.hidden ?? false;
  }

  reaching(row: number): CellRange[] {
    return this.#merges.reaching(row);
  }

  kind(row: number): RowKind | undefined {
    return this.#rows.row(row)?.kind;
  }

  cell(row: number, col: number): CellView | 'covered' | null {
    const cached = this.#rows.row(row);
    if (cached === undefined) return null;
    const merged = this.#merges.at({ row, col });
    if (merged !== null && (merged.top !== row || merged.left !== col)) return 'covered';
    const cell = cached.cells.get(col);
    if (cell === undefined) {
      if (merged === null) return runsOver(cached.kind) && this.#overrun(cached, row, col) ? 'covered' : null;
      return { ...BLANK, colSpan: merged.right - col + 1, rowSpan: merged.bottom - row + 1 };
    }
    return {
      text: cell.text,
      align: this.#align(cached.kind, cell, col),
      mark: cell.mark,
      edited: cell.edited,
      colSpan: merged === null ? this.#reach(cached, row, col) - col + 1 : merged.right - col + 1,
      rowSpan: merged === null ? 1 : merged.bottom - row + 1,
    };
  }

  /** The last column a text reaches when it runs over its empty right neighbours. */
  #reach(row: CachedRow, index: number, col: number): number {
    const text = row.cells.get(col)?.text ?? '';
    if (!runsOver(row.kind) || text === '') return col;
    const need = textWidth(text, row.kind === 'title' ? TITLE_FONT : BODY_FONT) + PADDING;
    let end = col;
    let room = this.widths[col] ?? 0;
    while (room < need && end + 1 < this.widths.length) {
      const next = { row: index, col: end + 1 };
      if (row.cells.has(next.col) || this.#merges.at(next) !== null) break;
      end = next.col;
      room += this.widths[end] ?? 0;
    }
    return end;
  }

  /** Whether a blank cell lies under the text of a neighbour to its left. */
  #overrun(row: CachedRow, index: number, col: number): boolean {
    for (let left = col - 1; left >= 0; left -= 1) {
      if (this.#merges.at({ row: index, col: left }) !== null) return false;
      if (row.cells.has(left)) return this.#reach(row, index, left) >= col;
    }
    return false;
  }
}

const BLANK: CellView = { text: '', align: 'left', mark: undefined, edited: false, colSpan: 1, rowSpan: 1 };
