/** The merged blocks of a sheet, found by the cells they cover. */
import { parseRange, type CellPlace, type CellRange } from '../text/format';

export class Merges {
  readonly #byRow = new Map<number, CellRange[]>();

  /** @param merges ranges as in the file, "A1:I1" */
  constructor(merges: readonly string[]) {
    for (const text of merges) {
      const range = parseRange(text);
      if (range === null) continue;
      for (let row = range.top; row <= range.bottom; row += 1) {
        const here = this.#byRow.get(row);
        if (here === undefined) this.#byRow.set(row, [range]);
        else here.push(range);
      }
    }
  }

  /** The block that covers a cell, or null if it stands alone. */
  at({ row, col }: CellPlace): CellRange | null {
    return this.#byRow.get(row)?.find((range) => range.left <= col && col <= range.right) ?? null;
  }

  /** The blocks that begin above a row and reach it. */
  reaching(row: number): CellRange[] {
    return (this.#byRow.get(row) ?? []).filter(({ top }) => top < row);
  }

  /** What a cell takes up: its block, or itself. */
  extent(cell: CellPlace): CellRange {
    return this.at(cell) ?? { top: cell.row, left: cell.col, bottom: cell.row, right: cell.col };
  }
}
