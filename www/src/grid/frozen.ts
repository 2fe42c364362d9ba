/**
 * The heading and the names, kept in view when the sheet is scrolled past them, and the text of
 * merged blocks whose first row, which holds it, is so far above that the grid draws it no more. RevoGrid could
 * pin rows and columns, but would cut every merged block at the edge; these are drawn over it
 * instead, and are nothing to a screen reader, for which the sheet itself is whole.
 */
import { columnLetters, type CellPlace } from '../text/format';
import { MARK_CLASS } from '../text/words';
import type { Box, CellView, GridModel } from './types';

export interface FrozenView {
  /** How far the sheet is scrolled, and how much of it is seen. */
  scroll: Box;
  /** Places in the grid of the first and the last row in view. */
  first: number;
  last: number;
  /** The sheet's row at a place in the grid. */
  row: (index: number) => number;
  /** A cell's box in the sheet, by its place in the grid. */
  box: (index: number, col: number) => Box;
  /** Merged blocks that reach into view from rows no longer drawn: where they begin, and what they take up. */
  blocks: readonly (CellPlace & { box: Box; chosen: boolean })[];
}

export class Frozen {
  readonly #blocks = band('blocks');
  readonly #head = band('head');
  readonly #names = band('names');
  /** The letter of the names' column, over the letters of those they cover. */
  readonly #letter = band('letter');
  /** The number of the heading's row, over the numbers of those it covers. */
  readonly #number = band('number');
  #model: GridModel | null = null;
  /** The sheet whose heading is drawn, and with which boxes. */
  #headOf: GridModel | null = null;
  #headDrawn = '';

  constructor(host: HTMLElement) {
    host.append(this.#blocks, this.#names, this.#head, this.#letter, this.#number);
  }

  show(model: GridModel): void {
    this.#model = model;
    this.#blocks.hidden = true;
    this.#head.hidden = true;
    this.#names.hidden = true;
    this.#letter.hidden = true;
    this.#number.hidden = true;
  }

  /** How much of the view is covered at the top and on the left when a cell is to be seen. */
  covers(row: number, col: number, box: (row: number, col: number) => Box): { top: number; left: number } {
    const kept = this.#model?.frozen;
    return {
      top: kept !== undefined && row > kept.row ? box(kept.row, 0).height : 0,
      left: kept?.col !== undefined && col > kept.col ? box(0, kept.col).width : 0,
    };
  }

  draw(view: FrozenView): void {
    const model = this.#model;
    if (model === null) return;
    this.#drawBlocks(model, view);
    const kept = model.frozen;
    if (kept === undefined) return;
    this.#drawNames(model, kept.col, view);
    this.#drawHead(model, kept.row, this.#names.hidden ? undefined : kept.col, view);
  }

  #drawBlocks(model: GridModel, { scroll, blocks }: FrozenView): void {
    this.#blocks.hidden = blocks.length === 0;
    if (this.#blocks.hidden) return;
    const cells = blocks.map(({ row, col, box, chosen }) => {
      const view = model.cell(row, col);
      const cell = draw(row, col, view === null || view === 'covered' ? '' : view.text, view);
      cell.classList.toggle('cur', chosen);
      // The text stands in the middle of what is seen of the block.
      const top = Math.max(box.top, scroll.top);
      const bottom = Math.min(box.top + box.height, scroll.top + scroll.height);
      place(cell, {
        left: box.left - scroll.left,
        top: top - scroll.top,
        width: box.width,
        height: bottom - top,
      });
      return cell;
    });
    this.#blocks.replaceChildren(...cells);
  }

  /** @param name the column of the names if they are drawn too: theirs goes over the others */
  #drawHead(
    model: GridModel,
    row: number,
    name: number | undefined,
    { scroll, row: at, box }: FrozenView,
  ): void {
    // The heading stands at its own row's place: rows above the table are never filtered out.
    const own = box(row, 0);
    const hidden = at(row) !== row || scroll.top <= own.top;
    if (this.#head.hidden !== hidden) this.#head.hidden = this.#number.hidden = hidden;
    if (hidden) return;
    const boxes: [col: number, left: number, width: number][] = [];
    for (let col = 0; col < model.widths.length; col += 1) {
      const { left, width } = box(row, col);
      if (left + width > scroll.left && left < scroll.left + scroll.width)
        boxes.push([col, left - scroll.left, width]);
    }
    if (name !== undefined) boxes.push([name, 0, box(row, name).width]);
    // Scrolled up or down, it stays as it is.
    const drawn = `${own.height} ${boxes.join(' ')}`;
    if (model === this.#headOf && drawn === this.#headDrawn) return;
    this.#headOf = model;
    this.#headDrawn = drawn;
    const cells = boxes.map(([col, left, width]) => {
      const cell = draw(row, col, model.heading(col));
      place(cell, { left, top: 0, width, height: own.height });
      return cell;
    });
    this.#number.textContent = String(row + 1);
    this.#head.style.height = this.#number.style.height = `${own.height}px`;
    this.#head.replaceChildren(...cells);
  }

  #drawNames(model: GridModel, col: number | undefined, { scroll, first, last, row, box }: FrozenView): void {
    this.#names.hidden = col === undefined || scroll.left <= box(first, col).left;
    this.#letter.hidden = this.#names.hidden;
    if (this.#names.hidden || col === undefined) return;
    this.#letter.textContent = columnLetters(col);
    this.#letter.style.width = `${box(first, col).width}px`;
    const cells: HTMLElement[] = [];
    for (let index = first; index <= last; index += 1) {
      const sheetRow = row(index);
      const kind = model.kind(sheetRow);
      if (kind !== 'person' && kind !== 'header' && kind !== 'total') continue;
      const { top, height } = box(index, col);
      const at = kind === 'total' ? label(model, sheetRow, col) : col;
      const view = model.cell(sheetRow, at);
      const cell = draw(sheetRow, at, view === null || view === 'covered' ? '' : view.text, view);
      cell.classList.add(`k-${kind}`);
      place(cell, { left: 0, top: top - scroll.top, width: box(index, col).width, height });
      cells.push(cell);
    }
    this.#names.style.width = `${box(first, col).width}px`;
    this.#names.replaceChildren(...cells);
  }
}

/** The column of what a row of sums is called, which stands before the names or in their place. */
function label(model: GridModel, row: number, name: number): number {
  for (let col = 0; col < name; col += 1) {
    const view = model.cell(row, col);
    if (view !== null && view !== 'covered' && view.text !== '') return col;
  }
  return name;
}

function band(name: string): HTMLElement {
  const element = document.createElement('div');
  element.className = `frozen ${name}`;
  element.hidden = true;
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function draw(row: number, col: number, text: string, view: CellView | 'covered' | null = null): HTMLElement {
  const cell = document.createElement('div');
  cell.dataset['row'] = String(row);
  cell.dataset['col'] = String(col);
  cell.textContent = text;
  if (view !== null && view !== 'covered' && view.mark !== undefined)
    cell.classList.add('m', MARK_CLASS[view.mark]);
  return cell;
}

function place(cell: HTMLElement, { left, top, width, height }: Box): void {
  Object.assign(cell.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}
