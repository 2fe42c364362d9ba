/**
 * RevoGrid's core element behind our `GridAdapter`. It is used for what it does well: drawing
 * only the rows in view, headers, column widths, scrolling. Selection, keys and editing are
 * ours (`SheetPane`, `CellEditor`): its own editor opens after the key that asked for it, and
 * an input method loses that key.
 */
import type { CellTemplate, ColumnRegular, PropertiesFunc } from '@revolist/revogrid';
import { defineCustomElements } from '@revolist/revogrid/loader';

import { columnLetters, type CellPlace, type CellRange } from '../text/format';
import { MARK_CLASS } from '../text/words';
import { Frozen, type FrozenView } from './frozen';
import { ALWAYS, drawHidden, drawSigns, drawText, muteOffers, nameRows } from './decorate';
import { Geometry, nearest } from './geometry';
import { RowFilter } from './rowFilter';
import { EXTRA_ROWS, Scrolling } from './scrolling';
import type { Box, CellView, ColumnSign, GridAdapter, GridEvents, GridModel } from './types';

const ROW_HEADER_WIDTH = 44;
const HEADER_HEIGHT = 24;
/** Above this many columns, only those in view are drawn; below, merged blocks stay whole. */
const ALL_COLUMNS = 60;

/** How many frames a cell that was gone to is held in view: until the grid has settled. */
const REVEAL_FRAMES = 30;
/** What scrolls by hand begins with one of these. */
const BY_HAND = ['wheel', 'pointerdown', 'touchmove'] as const;

/** The two elements that scroll, one in each direction. */
interface Scrollers {
  rows: HTMLElement;
  cols: HTMLElement;
}

export async function createRevoGrid(host: HTMLElement, events: GridEvents): Promise<GridAdapter> {
  defineCustomElements();
  await customElements.whenDefined('revo-grid');
  return new RevoGridAdapter(host, events);
}

class RevoGridAdapter implements GridAdapter {
  readonly #host: HTMLElement;
  readonly #grid: HTMLRevoGridElement;
  readonly #events: GridEvents;
  readonly #rowSize: number;
  readonly #watch: ResizeObserver;
  readonly #frozen: Frozen;
  readonly #scrolling: Scrolling;
  #scrollers: Scrollers | null = null;
  /** What is seen of the sheet, kept: reading it while a frame is made would lay out everything once more. */
  #seen: Box = { left: 0, top: 0, width: 0, height: 0 };
  #cut = '';
  /** The cell being drawn. */
  #drawing: CellView | 'covered' | null = null;
  #decorating = false;
  #moving = false;
  #model: GridModel | null = null;
  #geometry: Geometry;
  #filter = new RowFilter(null);
  #signs: ReadonlyMap<number, ColumnSign> = new Map();
  #current: CellRange | null = null;
  #related: readonly CellRange[] = [];
  /** Cells to bring into view once the grid has laid out the rows and columns they are in. */
  #toReveal: CellRange | null = null;
  /** How many frames longer they are kept in view. */
  #framesLeft = 0;
  /** A frame is asked for to see to it. */
  #keeping = false;

  constructor(host: HTMLElement, events: GridEvents) {
    this.#host = host;
    this.#events = events;
    this.#rowSize = matchMedia('(min-width: 1700px)').matches ? 30 : 26;
    this.#geometry = new Geometry(0, this.#rowSize, [], new Map());
    this.#grid = document.createElement('revo-grid');
    Object.assign(this.#grid, {
      ...ALWAYS,
      rowSize: this.#rowSize,
      rowHeaders: {
        size: ROW_HEADER_WIDTH,
        cellTemplate: (_: unknown, { rowIndex }: { rowIndex: number }) =>
          String(this.#filter.row(rowIndex) + 1),
      },
    });
    this.#grid.style.setProperty('--row', `${this.#rowSize}px`);
    host.append(this.#grid);
    this.#frozen = new Frozen(host);
    host.addEventListener('mousedown', this.#mouse, true);
    host.addEventListener('dblclick', this.#doubleClick);
    for (const kind of BY_HAND) host.addEventListener(kind, this.#release, { capture: true, passive: true });
    this.#grid.addEventListener('afterrender', this.#drawn);
    this.#scrolling = new Scrolling(host, this.#grid, this.#rowSize);
    this.#grid.addEventListener('scroll', this.#moved, { capture: true, passive: true });
    this.#grid.addEventListener('aftercolumnresize', this.#columnResized);
    this.#watch = new ResizeObserver(this.#moved);
  }

  show(model: GridModel): void {
    this.#model = model;
    this.#toReveal = null;
    this.#frozen.show(model);
    this.#filter = new RowFilter(model.shown);
    const shownRows = model.shown?.length ?? model.rowCount;
    const heights = this.#filter.indexed(model.heights);
    this.#geometry = new Geometry(shownRows, this.#rowSize, [...model.widths], heights);
    const grid = this.#grid;
    this.#host.classList.toggle('filtered', model.shown !== null);
    grid.disableVirtualX = model.widths.length <= ALL_COLUMNS;
    grid.columns = model.widths.map((size, col): ColumnRegular => ({
      prop: col,
      name: columnLetters(col),
      size,
      filter: false,
      cellProperties: this.#cellProperties,
      cellTemplate: this.#cellTemplate,
    }));
    // The rows themselves stay in the cache; the grid only needs to know how many there are.
    grid.source = Array.from({ length: shownRows }, () => ({}));
    grid.rowDefinitions = Array.from(heights, ([index, size]) => ({ type: 'rgRow', index, size }));
    // It calls itself a treegrid of many selections, and wants the focus; it is neither.
    grid.setAttribute('role', 'grid');
    grid.setAttribute('aria-label', '表格');
    grid.removeAttribute('aria-multiselectable');
    grid.removeAttribute('aria-keyshortcuts');
    grid.setAttribute('tabindex', '-1');
  }

  refresh(): void {
    void this.#grid.refresh('rgRow').catch(() => undefined);
  }

  highlight(current: CellRange | null, related: readonly CellRange[]): void {
    this.#current = current;
    this.#related = related;
    this.#drawn();
  }

  signs(columns: ReadonlyMap<number, ColumnSign>): void {
    this.#signs = columns;
    this.#drawn();
  }

  reveal(range: CellRange): void {
    this.#toReveal = range;
    this.#framesLeft = REVEAL_FRAMES;
    this.#bring(range);
    if (this.#keeping) return;
    this.#keeping = true;
    requestAnimationFrame(this.#keep);
  }

  /** A grid that is still making itself may not be able to scroll yet, or go back to its top. */
  readonly #keep = (): void => {
    this.#framesLeft -= 1;
    const brought = this.#toReveal === null || this.#bring(this.#toReveal);
    if (brought && this.#framesLeft <= 0) this.#toReveal = null;
    this.#keeping = this.#toReveal !== null && this.#framesLeft > 0;
    if (this.#keeping) requestAnimationFrame(this.#keep);
  };

  /** Whoever scrolls by hand is not drawn back. */
  readonly #release = (): void => {
    this.#toReveal = null;
  };

  /** Scrolls as little as brings the cells into view; false while that isn't possible. */
  #bring(range: CellRange): boolean {
    this.#findScrollers();
    if (this.#scrollers === null) return false;
    const box = this.#geometry.box(this.#filter.indexes(range));
    const { rows, cols } = this.#scrollers;
    if (rows.scrollHeight <= box.top || cols.scrollWidth <= box.left) return false;
    const covered = this.#frozen.covers(range.top, range.left, this.#cellBox);
    const height = rows.clientHeight - covered.top;
    const width = cols.clientWidth - covered.left;
    rows.scrollTop =
      nearest(rows.scrollTop + covered.top, height, box.top, box.height, this.#rowSize) - covered.top;
    cols.scrollLeft =
      nearest(cols.scrollLeft + covered.left, width, box.left, Math.min(box.width, width), 24) - covered.left;
    this.#look();
    return true;
  }

  box(range: CellRange): Box {
    const box = this.#geometry.box(this.#filter.indexes(range));
    return {
      ...box,
      left: box.left + ROW_HEADER_WIDTH - this.#seen.left,
      top: box.top + HEADER_HEIGHT - this.#seen.top,
    };
  }

  /** Finds what scrolls, which the grid makes some time after it was asked to draw. */
  #findScrollers(): void {
    if (this.#scrollers?.rows.isConnected === true) return;
    const cols = this.#grid.querySelector<HTMLElement>('revogr-viewport-scroll.rgCol');
    const rows = cols?.querySelector<HTMLElement>('.vertical-inner') ?? null;
    this.#scrollers = cols === null || rows === null ? null : { cols, rows };
    this.#watch.disconnect();
    if (this.#scrollers === null) return;
    for (const data of this.#grid.querySelectorAll('revogr-data')) muteOffers(data);
    this.#watch.observe(this.#scrollers.cols);
    this.#watch.observe(this.#scrollers.rows);
    this.#look();
  }

  /** Reads what is seen: at the beginning of a frame, where it costs nothing. */
  #look(): void {
    if (this.#scrollers === null) return;
    const { rows, cols } = this.#scrollers;
    this.#seen = {
      left: cols.scrollLeft,
      top: rows.scrollTop,
      width: cols.clientWidth,
      height: rows.clientHeight,
    };
  }

  readonly #cellBox = (index: number, col: number): Box =>
    this.#geometry.box({ top: index, left: col, bottom: index, right: col });

  /** Draws what stays in view over what is scrolled. */
  #drawFrozen(): void {
    const scroll = this.#seen;
    const { top, bottom } = this.#geometry.within(scroll);
    this.#frozen.draw({
      scroll,
      first: Math.max(0, top - 1),
      last: bottom + 1,
      row: (index) => this.#filter.row(index),
      box: this.#cellBox,
      blocks: this.#cutBlocks(top),
    });
  }

  /** The merged blocks in view whose text the grid draws no more. */
  #cutBlocks(first: number): FrozenView['blocks'] {
    const drawn = Math.max(0, first - 1 - EXTRA_ROWS);
    return (this.#model?.reaching(this.#filter.row(first)) ?? [])
      .filter(({ top }) => this.#filter.index(top) < drawn)
      .map((range) => ({
        row: range.top,
        col: range.left,
        box: this.#geometry.box(this.#filter.indexes(range)),
        chosen: range.top === this.#current?.top && range.left === this.#current.left,
      }));
  }

  view(): CellRange {
    const view = this.#geometry.within(this.#seen);
    return { ...view, top: this.#filter.row(view.top), bottom: this.#filter.row(view.bottom) };
  }

  destroy(): void {
    this.#watch.disconnect();
    this.#host.removeEventListener('mousedown', this.#mouse, true);
    this.#host.removeEventListener('dblclick', this.#doubleClick);
    for (const kind of BY_HAND) this.#host.removeEventListener(kind, this.#release, { capture: true });
    this.#toReveal = null;
    this.#grid.remove();
  }

  readonly #cellProperties: PropertiesFunc = ({ rowIndex, colIndex }) => {
    const row = this.#filter.row(rowIndex);
    const kind = this.#model?.kind(row);
    const cell = this.#model?.cell(row, colIndex) ?? null;
    this.#drawing = cell;
    if (cell === 'covered') return { class: `k-${kind} covered` };
    if (cell === null) return { class: `k-${kind ?? 'waiting'}` };
    const classes = [`k-${kind}`, `a-${cell.align}`];
    if (cell.mark !== undefined) classes.push('m', MARK_CLASS[cell.mark]);
    if (cell.edited) classes.push('edited');
    if (cell.colSpan === 1 && cell.rowSpan === 1) return { class: classes.join(' ') };
    classes.push('wide');
    // The grid sets width and height itself, after ours; only the minimum can be ours.
    const box = this.#geometry.box(
      this.#filter.indexes({
        top: row,
        left: colIndex,
        bottom: row + cell.rowSpan - 1,
        right: colIndex + cell.colSpan - 1,
      }),
    );
    return {
      class: classes.join(' '),
      style: {
        minWidth: `${box.width}px`,
        minHeight: `${box.height}px`,
        zIndex: '1',
        '--from': `${box.left}px`,
        '--to': `${box.left + box.width}px`,
      },
    };
  };

  /** The grid asks for it right after the same cell's properties. */
  readonly #cellTemplate: CellTemplate = (h) => {
    const cell = this.#drawing;
    if (cell === null || cell === 'covered') return '';
    return drawText(h, cell);
  };

  /** Cells and row numbers are drawn apart and each tells of it; what follows is done once for both. */
  readonly #drawn = (): void => {
    if (this.#decorating) return;
    this.#decorating = true;
    queueMicrotask(this.#decorate);
  };

  /** Puts the frame, the related cells, the lit headers and the counts on what has just been drawn. */
  readonly #decorate = (): void => {
    this.#decorating = false;
    const grid = this.#grid;
    this.#findScrollers();
    this.#scrolling.draw(this.#seen.top);
    this.#tellCut();
    if (this.#toReveal !== null && !this.#keeping && this.#bring(this.#toReveal)) this.#toReveal = null;
    this.#drawFrozen();
    // The grid gives roles to cells, but forgets the row of the letters. Its column of numbers is
    // drawn as a second table; the rows tell their numbers themselves.
    nameRows(grid);
    grid.querySelector('revogr-viewport-scroll.rgCol .header-rgRow')?.setAttribute('role', 'row');
    grid.querySelector('revogr-row-headers')?.setAttribute('aria-hidden', 'true');
    for (const old of grid.querySelectorAll('.cur, .rel, .hit')) {
      old.classList.remove('cur', 'rel', 'hit');
      old.removeAttribute('aria-selected');
    }
    for (const { top, left, bottom, right } of this.#related) {
      for (const cell of grid.querySelectorAll<HTMLElement>('revogr-data[col-type=rgCol] .rgCell')) {
        const place = this.#placeOf(cell);
        if (place === null) continue;
        if (place.row >= top && place.row <= bottom && place.col >= left && place.col <= right)
          cell.classList.add('rel');
      }
    }
    drawSigns(grid, this.#signs);
    drawHidden(grid, (index) => this.#model?.hidden(this.#filter.row(index)) ?? false);
    if (this.#current === null) return;
    const { left } = this.#current;
    const top = this.#filter.index(this.#current.top);
    const cell = grid.querySelector(
      `revogr-data[col-type=rgCol] .rgCell[data-rgrow="${top}"][data-rgcol="${left}"]`,
    );
    cell?.classList.add('cur');
    cell?.setAttribute('aria-selected', 'true');
    grid
      .querySelector(`revogr-viewport-scroll.rgCol .rgHeaderCell[data-rgcol="${left}"]`)
      ?.classList.add('hit');
    grid.querySelector(`revogr-data[col-type=rowHeaders] .rgCell[data-rgrow="${top}"]`)?.classList.add('hit');
  };

  /** The position is read at once, while it is at hand; what follows from it is drawn with the frame. */
  readonly #moved = (): void => {
    this.#look();
    if (this.#moving) return;
    this.#moving = true;
    requestAnimationFrame(() => {
      this.#moving = false;
      this.#tellCut();
      this.#drawFrozen();
      this.#events.view(this.view());
    });
  };

  /** Tells the styles where the sheet is cut, so that the text of wide blocks stays between. */
  #tellCut(): void {
    const { left, width } = this.#seen;
    const cut = `${left} ${width}`;
    // Every cell inherits these: set again, each would have its style worked out anew.
    if (cut === this.#cut) return;
    this.#cut = cut;
    this.#grid.style.setProperty('--cut-left', `${left}px`);
    this.#grid.style.setProperty('--cut-right', `${left + width}px`);
  }

  readonly #columnResized = (event: Event): void => {
    const { detail } = event as CustomEvent<Record<number, ColumnRegular>>;
    for (const [col, column] of Object.entries(detail)) {
      if (column.size === undefined) continue;
      this.#geometry.resize(Number(col), column.size);
      this.#events.resized(Number(col), column.size);
    }
    this.refresh();
  };

  readonly #mouse = (event: MouseEvent): void => {
    if (event.button !== 0) return;
    const header =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.rgHeaderCell') : null;
    const col = Number(header?.dataset['rgcol']);
    if (header?.dataset['count'] !== undefined && !(event.target as Element).closest('.resizable')) {
      this.#events.column(col);
      return;
    }
    const cell = this.#cellUnder(event.target);
    if (cell === null) return;
    // Keeps the focus in our editor, and RevoGrid's own selection out of the way.
    event.preventDefault();
    this.#events.select(cell);
  };

  readonly #doubleClick = (event: MouseEvent): void => {
    const cell = this.#cellUnder(event.target);
    if (cell !== null) this.#events.edit(cell);
  };

  #placeOf(cell: HTMLElement): CellPlace | null {
    const index = Number(cell.dataset['rgrow']);
    const col = Number(cell.dataset['rgcol']);
    return Number.isNaN(index) || Number.isNaN(col) ? null : { row: this.#filter.row(index), col };
  }

  #cellUnder(target: EventTarget | null): CellPlace | null {
    if (!(target instanceof Element)) return null;
    const frozen = target.closest<HTMLElement>('.frozen > [data-row]');
    if (frozen !== null) return { row: Number(frozen.dataset['row']), col: Number(frozen.dataset['col']) };
    const cell = target.closest<HTMLElement>('revogr-data[col-type=rgCol] .rgCell');
    return cell === null ? null : this.#placeOf(cell);
  }
}
