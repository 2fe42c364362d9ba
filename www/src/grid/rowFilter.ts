/** Which rows of the sheet are on show, and where: sheet rows on one side, places in the grid on the other. */
import type { CellRange } from '../text/format';

export class RowFilter {
  readonly #rows: readonly number[] | null;

  /** @param rows the rows on show in ascending order; null for all of them */
  constructor(rows: readonly number[] | null) {
    this.#rows = rows;
  }

  /** The sheet's row at a place in the grid. */
  row(index: number): number {
    return this.#rows === null ? index : (this.#rows[index] ?? 0);
  }

  /** The place of a sheet's row in the grid; that of the next one on show if it is hidden. */
  index(row: number): number {
    const rows = this.#rows;
    if (rows === null) return row;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  shows(row: number): boolean {
    return this.#rows === null || this.#rows[this.index(row)] === row;
  }

  /** The row so many shown rows on, stopping at either end. */
  step(row: number, by: number): number {
    if (this.#rows === null) return row + by;
    const last = this.#rows.length - 1;
    return this.row(Math.min(Math.max(this.index(row) + by, 0), last));
  }

  /** A range of the sheet as the places it takes in the grid. */
  indexes(range: CellRange): CellRange {
    if (this.#rows === null) return range;
    const top = this.index(range.top);
    return { ...range, top, bottom: Math.max(top, this.index(range.bottom + 1) - 1) };
  }

  /** What is known by row, by place instead; hidden rows left out. */
  indexed<T>(byRow: ReadonlyMap<number, T>): Map<number, T> {
    const out = new Map<number, T>();
    for (const [row, value] of byRow) if (this.shows(row)) out.set(this.index(row), value);
    return out;
  }
}
