/** What a grid must do for the page; RevoGrid is one way to do it. */
import type { RowPage, Severity } from '../pkg/nuanbiao';
import type { CellPlace, CellRange } from '../text/format';

export type SheetRow = RowPage['rows'][number];
export type RowKind = SheetRow['kind'];
export type SheetCell = SheetRow['cells'][number];

/** One cell as it is to be drawn. */
export interface CellView {
  text: string;
  align: 'left' | 'right' | 'center';
  mark: Severity | undefined;
  edited: boolean;
  /** Columns and rows it covers, itself included. */
  colSpan: number;
  rowSpan: number;
}

/** What the grid asks while it draws; all indexes are 0-based. */
export interface GridModel {
  readonly rowCount: number;
  readonly widths: readonly number[];
  /** The rows on show, in order; null for all. Indexes elsewhere are always the sheet's own. */
  readonly shown: readonly number[] | null;
  /** Rows of another height than the usual one. */
  readonly heights: ReadonlyMap<number, number>;
  /** What stays in view: the last row of the heading, and the column of the names. */
  readonly frozen: { row: number; col: number | undefined } | undefined;
  /** What a column is called in the heading. */
  heading: (col: number) => string;
  /** Whether the file hides a row; it is shown here all the same. */
  hidden: (row: number) => boolean;
  /** The row's kind; undefined while it is being fetched. */
  kind: (row: number) => RowKind | undefined;
  /** The cell; 'covered' if a merged neighbour lies over it; null if it is blank. */
  cell: (row: number, col: number) => CellView | 'covered' | null;
  /** The merged blocks that begin above a row and reach it. */
  reaching: (row: number) => CellRange[];
}

/** A box in pixels, relative to the grid's host element. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What a column's letter tells beside itself. */
export interface ColumnSign {
  /** How many findings the column has, and how grave the worst is. */
  count: number;
  worst: Severity | undefined;
  /** In the file; here it is shown. */
  hidden: boolean;
}

export interface GridEvents {
  select: (cell: CellPlace) => void;
  edit: (cell: CellPlace) => void;
  /** A column's letter was clicked. */
  column: (col: number) => void;
  /** After every scroll or resize, with the cells in full view. */
  view: (range: CellRange) => void;
  /** The user dragged a column's edge. */
  resized: (col: number, width: number) => void;
}

export interface GridAdapter {
  /** Draws a model from its top left corner. */
  show: (model: GridModel) => void;
  /** Draws the same model again, where it stands. */
  refresh: () => void;
  /** The selected cell (with what it covers) and the cells it has to do with. */
  highlight: (current: CellRange | null, related: readonly CellRange[]) => void;
  /** Writes the signs beside the column letters; other columns have none. */
  signs: (columns: ReadonlyMap<number, ColumnSign>) => void;
  /** Scrolls as little as needed to bring the cells into view. */
  reveal: (range: CellRange) => void;
  box: (range: CellRange) => Box;
  view: () => CellRange;
  destroy: () => void;
}
