/** Where cells lie in the sheet, in pixels from its top left corner. */
import type { CellRange } from '../text/format';
import type { Box } from './types';

export class Geometry {
  readonly #rowCount: number;
  readonly #rowSize: number;
  readonly #widths: number[];
  /** Rows of another height, by row. */
  readonly #special: [row: number, height: number][];

  constructor(rowCount: number, rowSize: number, widths: number[], heights: ReadonlyMap<number, number>) {
    this.#rowCount = rowCount;
    this.#rowSize = rowSize;
    this.#widths = widths;
    this.#special = Array.from(heights).sort(([a], [b]) => a - b);
  }

  resize(col: number, width: number): void {
    this.#widths[col] = width;
  }

  #top(row: number): number {
    let top = row * this.#rowSize;
    for (const [special, height] of this.#special) {
      if (special >= row) break;
      top += height - this.#rowSize;
    }
    return top;
  }

  #left(col: number): number {
    let left = 0;
    for (let before = 0; before < col; before += 1) left += this.#widths[before] ?? 0;
    return left;
  }

  box({ top, left, bottom, right }: CellRange): Box {
    const x = this.#left(left);
    const y = this.#top(top);
    return { left: x, top: y, width: this.#left(right + 1) - x, height: this.#top(bottom + 1) - y };
  }

  /** The cells that lie wholly within a box. */
  within({ left, top, width, height }: Box): CellRange {
    let first = Math.max(0, Math.floor(top / this.#rowSize) - this.#special.length);
    while (first < this.#rowCount && this.#top(first) < top) first += 1;
    let last = first;
    while (last + 1 < this.#rowCount && this.#top(last + 2) <= top + height) last += 1;
    let from = 0;
    while (from < this.#widths.length - 1 && this.#left(from) < left) from += 1;
    let to = from;
    while (to + 1 < this.#widths.length && this.#left(to + 2) <= left + width + 1) to += 1;
    return { top: first, left: from, bottom: last, right: to };
  }
}

/** A scroll position that shows a stretch, moving as little as possible, with some air. */
export function nearest(at: number, room: number, start: number, length: number, air: number): number {
  if (start < at + 1) return Math.max(0, start - air);
  if (start + length > at + room) return start + length - room + Math.min(air, Math.max(0, room - length));
  return at;
}
