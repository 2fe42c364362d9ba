/**
 * The rows the grid has asked for, a page at a time from the worker. A page that went stale
 * stays on show until the new one is here, so that an edit does not make the sheet flicker.
 */
import type { RowPage } from '../pkg/nuanbiao';
import type { SheetCell, SheetRow } from './types';

const PAGE_ROWS = 128;
/** Pages kept at most: some 8,000 rows; the ones longest unused go first. */
const KEPT_PAGES = 64;

/** A row with its cells by column. */
export interface CachedRow {
  kind: SheetRow['kind'];
  cells: Map<number, SheetCell>;
}

interface Page {
  rows: CachedRow[];
  generation: number;
}

export class RowCache {
  readonly #load: (offset: number, limit: number) => Promise<RowPage>;
  readonly #arrived: () => void;
  readonly #pages = new Map<number, Page>();
  /** Fetches under way, by generation and page. */
  readonly #asked = new Map<string, Promise<void>>();
  #generation = 0;
  #closed = false;

  constructor(load: (offset: number, limit: number) => Promise<RowPage>, arrived: () => void) {
    this.#load = load;
    this.#arrived = arrived;
  }

  /** The row, or undefined while it is on its way. Asking is what fetches it. */
  row(index: number): CachedRow | undefined {
    const number = Math.floor(index / PAGE_ROWS);
    const page = this.#pages.get(number);
    if (page === undefined || page.generation !== this.#generation)
      this.#fetch(number).catch(() => undefined);
    if (page === undefined) return undefined;
    // The map keeps its keys in order of use.
    this.#pages.delete(number);
    this.#pages.set(number, page);
    return page.rows[index - number * PAGE_ROWS];
  }

  /** Fetches a row's page if it isn't here, and waits for it. */
  async ensure(index: number): Promise<CachedRow | undefined> {
    const number = Math.floor(index / PAGE_ROWS);
    if (this.#pages.get(number)?.generation !== this.#generation) await this.#fetch(number);
    return this.#pages.get(number)?.rows[index - number * PAGE_ROWS];
  }

  /** Every row may have changed: fetch again whatever is looked at. */
  invalidate(): void {
    this.#generation += 1;
  }

  close(): void {
    this.#closed = true;
  }

  #fetch(number: number): Promise<void> {
    const ask = `${this.#generation}:${number}`;
    const under = this.#asked.get(ask) ?? this.#take(number).finally(() => this.#asked.delete(ask));
    this.#asked.set(ask, under);
    return under;
  }

  async #take(number: number): Promise<void> {
    const generation = this.#generation;
    const { rows } = await this.#load(number * PAGE_ROWS, PAGE_ROWS);
    if (this.#closed || generation !== this.#generation) return;
    this.#pages.set(number, {
      generation,
      rows: rows.map((row) => ({
        kind: row.kind,
        cells: new Map(row.cells.map((cell) => [cell.col, cell])),
      })),
    });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= KEPT_PAGES) break;
      this.#pages.delete(oldest);
    }
    this.#arrived();
  }
}
