/**
 * Up and down through the sheet. RevoGrid passes a scroll from part to part, one frame each, draws
 * the rows a frame later, and loses turns of the wheel meanwhile: a long sheet shows white between.
 * Here cells, row numbers and bar are moved together, and the rows that come into view are drawn in
 * the same frame. Sideways, where nothing has to be drawn anew, it is left to RevoGrid.
 */
import type { PluginProviders } from '@revolist/revogrid';

/** Rows drawn beyond the view on either side: for a finger's scroll, and so that a block merged over a few rows keeps its text. */
export const EXTRA_ROWS = 3;
/** What a wheel's lines and pages are in rows. */
const WHEEL_ROWS = { line: 1, page: 20 } as const;

/** The elements that scroll up and down: the cells, their numbers, the bar. */
const SCROLLERS = '.vertical-inner, revogr-scroll-virtual.vertical';

export class Scrolling {
  readonly #grid: HTMLRevoGridElement;
  readonly #rowSize: number;
  #providers: PluginProviders | undefined;

  /** @param host what lies around the grid, and over it: it scrolls from there too */
  constructor(host: HTMLElement, grid: HTMLRevoGridElement, rowSize: number) {
    this.#grid = grid;
    this.#rowSize = rowSize;
    grid.addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
    host.addEventListener('wheel', this.#wheel, { capture: true, passive: false });
    void grid.componentOnReady().then(async () => {
      this.#providers = await grid.getProviders();
    });
  }

  /** A sheet so long that the browser can't scroll through it pixel by pixel stays with RevoGrid. */
  #ours(): PluginProviders | undefined {
    const providers = this.#providers;
    if (providers === undefined) return undefined;
    const { realSize } = providers.dimension.stores.rgRow.getCurrentState();
    const cells = this.#cells();
    return cells !== null && cells.scrollHeight >= realSize - 1 ? providers : undefined;
  }

  #cells(): HTMLElement | null {
    return this.#grid.querySelector<HTMLElement>('revogr-viewport-scroll.rgCol .vertical-inner');
  }

  readonly #scrolled = (event: Event): void => {
    const from = event.target;
    if (!(from instanceof HTMLElement) || !from.matches(SCROLLERS)) return;
    if (this.#ours() === undefined) return;
    event.stopPropagation();
    this.#moveTo(from.scrollTop, from);
  };

  readonly #wheel = (event: WheelEvent): void => {
    // Held down, these keys mean zooming and scrolling sideways.
    if (event.ctrlKey || event.shiftKey || event.deltaX !== 0) return;
    const cells = this.#cells();
    if (cells === null || this.#ours() === undefined) return;
    event.stopPropagation();
    const { deltaY, deltaMode } = event;
    const rows = deltaMode === WheelEvent.DOM_DELTA_PAGE ? WHEEL_ROWS.page : WHEEL_ROWS.line;
    const by = deltaMode === WheelEvent.DOM_DELTA_PIXEL ? deltaY : deltaY * rows * this.#rowSize;
    const most = cells.scrollHeight - cells.clientHeight;
    const to = Math.min(Math.max(0, cells.scrollTop + by), most);
    // At either end the page itself may go on.
    if (to === cells.scrollTop) return;
    event.preventDefault();
    this.#moveTo(to, null);
  };

  /** Moves all but the part that is there already, and has the rows drawn. */
  #moveTo(top: number, but: HTMLElement | null): void {
    this.draw(top);
    for (const part of this.#grid.querySelectorAll<HTMLElement>(SCROLLERS))
      if (part !== but && part.scrollTop !== top) part.scrollTop = top;
  }

  /** Draws the rows around a position; nothing happens if they are drawn already. */
  draw(top: number): void {
    const providers = this.#ours();
    const height = this.#cells()?.clientHeight ?? 0;
    if (providers === undefined || height === 0) return;
    const { dimension, viewport } = providers;
    const extra = EXTRA_ROWS * this.#rowSize;
    const virtualSize = height + 2 * extra;
    // It forgets this whenever it measures itself.
    if (viewport.stores.rgRow.store.get('virtualSize') !== virtualSize)
      viewport.setViewport('rgRow', { virtualSize });
    dimension.setViewPortCoordinate({ type: 'rgRow', coordinate: Math.max(0, top - extra) });
  }
}
