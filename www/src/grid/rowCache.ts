/**
 * The rows the grid has asked for, a page at a time from the worker. A page that went stale
 * stays on show until the new one is here, so that an edit does not make the sheet flicker.
 */
import type { RowPage } from '../pkg/nuanbiao';
import type { SheetCell, SheetRow } from './types';

const PAGE_ROWS = 64;
/** Pages kept at most: some 8,000 rows; the ones longest unused go first. */
const KEPT_PAGES = 128;
/** Pages waited for at most: who scrolls on does not wait for what has gone by. */
const WAITING_PAGES = 4;
/** Pages fetched at a time: one is packed up while another is unpacked. */
const AT_A_TIME = 2;

/** A row with its cells by column. */
export interface CachedRow {
  kind: SheetRow['kind'];
  /** In the file; here it is shown. */
  hidden: boolean;
  cells: Map<number, SheetCell>;
}

interface Page {
  rows: CachedRow[];
  generation: number;
}

/** A page to be fetched. */
interface Ask {
  /** Somebody looks at it; else it only may be next. */
  seen: boolean;
  running: boolean;
  /** Those who wait for it to be here. */
  done: { resolve: () => void; reject: (reason: unknown) => void }[];
}

export class RowCache {
  readonly #load: (offset: number, limit: number) => Promise<RowPage>;
  readonly #arrived: () => void;
  readonly #pages = new Map<number, Page>();
  /** Pages to be fetched; the last one asked for comes last, and is fetched first. */
  readonly #asks = new Map<number, Ask>();
  #running = 0;
  /** The page that the row asked for last is in. */
  #latest: { number: number; page: Page } | null = null;
  #generation = 0;
  #closed = false;

  /** @param arrived told when rows have come in that were asked for */
  constructor(load: (offset: number, limit: number) => Promise<RowPage>, arrived: () => void) {
    this.#load = load;
    this.#arrived = arrived;
  }

  /** The row, or undefined while it is on its way. Asking is what fetches it. */
  row(index: number): CachedRow | undefined {
    const number = Math.floor(index / PAGE_ROWS);
    if (this.#latest?.number !== number) this.#turnTo(number);
    return this.#latest?.page.rows[index - number * PAGE_ROWS];
  }

  #turnTo(number: number): void {
    const page = this.#pages.get(number);
    this.#latest = page === undefined ? null : { number, page };
    if (!this.#fresh(page)) this.#ask(number, true);
    if (page === undefined) return;
    // The map keeps its keys in order of use.
    this.#pages.delete(number);
    this.#pages.set(number, page);
    if (!this.#fresh(page)) return;
    for (const next of [number + 1, number - 1])
      if (next >= 0 && page.rows.length === PAGE_ROWS && !this.#pages.has(next)) this.#ask(next, false);
  }

  #fresh(page: Page | undefined): boolean {
    return page?.generation === this.#generation;
  }

  /** Fetches a row's page if it isn't here, and waits for it. */
  async ensure(index: number): Promise<CachedRow | undefined> {
    const number = Math.floor(index / PAGE_ROWS);
    if (!this.#fresh(this.#pages.get(number)))
      await new Promise<void>((resolve, reject) => {
        this.#ask(number, true, { resolve, reject });
      });
    return this.#pages.get(number)?.rows[index - number * PAGE_ROWS];
  }

  /** Every row may have changed: fetch again whatever is looked at. */
  invalidate(): void {
    this.#generation += 1;
    this.#latest = null;
  }

  close(): void {
    this.#closed = true;
  }

  #ask(number: number, seen: boolean, waiting?: Ask['done'][number]): void {
    const ask = this.#asks.get(number) ?? { seen, running: false, done: [] };
    ask.seen ||= seen;
    if (waiting !== undefined) ask.done.push(waiting);
    if (seen) this.#asks.delete(number);
    this.#asks.set(number, ask);
    for (const [oldest, { running, done }] of this.#asks) {
      if (this.#asks.size <= WAITING_PAGES + AT_A_TIME) break;
      if (!running && done.length === 0) this.#asks.delete(oldest);
    }
    this.#fetch();
  }

  /** What is looked at goes first, and of that the latest. */
  #fetch(): void {
    while (this.#running < AT_A_TIME) {
      const waiting = Array.from(this.#asks).filter(([, { running }]) => !running);
      const next = waiting.filter(([, { seen }]) => seen).pop() ?? waiting.pop();
      if (next === undefined) return;
      const [number, ask] = next;
      ask.running = true;
      this.#running += 1;
      this.#take(number).then(
        () => {
          this.#finish(number, ask);
          for (const { resolve } of ask.done) resolve();
          if (ask.seen && !this.#closed) this.#arrived();
        },
        (reason: unknown) => {
          this.#finish(number, ask);
          for (const { reject } of ask.done) reject(reason);
        },
      );
    }
  }

  #finish(number: number, ask: Ask): void {
    this.#running -= 1;
    this.#latest = null;
    if (this.#asks.get(number) === ask) this.#asks.delete(number);
    if (!this.#closed) this.#fetch();
  }

  async #take(number: number): Promise<void> {
    const generation = this.#generation;
    const { rows } = await this.#load(number * PAGE_ROWS, PAGE_ROWS);
    if (this.#closed) return;
    // Changed in the meantime: this is the sheet as it was.
    if (generation !== this.#generation) return this.#take(number);
    this.#pages.set(number, {
      generation,
      rows: rows.map((row) => ({
        kind: row.kind,
        hidden: row.hidden,
        cells: new Map(row.cells.map((cell) => [cell.col, cell])),
      })),
    });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= KEPT_PAGES) break;
      this.#pages.delete(oldest);
    }
  }
}
