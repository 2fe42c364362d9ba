/** How RevoGrid is set up, and what we put into and onto RevoGrid's cells. */
import type { CellTemplate, VNode } from '@revolist/revogrid';

import { GRADE_WORD, MARK_CLASS } from '../text/words';
import type { CellView, ColumnSign } from './types';

/** What RevoGrid is always told: it draws, and leaves selection, keys and editing to us. */
export const ALWAYS = {
  readonly: true,
  range: false,
  useClipboard: false,
  canDrag: false,
  canFocus: false,
  resize: true,
  hideAttribution: true,
  accessible: true,
  theme: 'default',
} as const;

const OFFERS: ReadonlySet<string> = new Set(['beforecellrender', 'beforerowrender']);

/**
 * RevoGrid offers each cell and each row by an event before it draws it, some hundred times a frame,
 * all the way up the document: that took as long as the drawing. Nobody takes these offers up but
 * its own plug-in for the rows' roles (`nameRows` instead); they stand as they were made.
 */
export function muteOffers(data: Element): void {
  data.dispatchEvent = (event) => OFFERS.has(event.type) || Element.prototype.dispatchEvent.call(data, event);
}

/** Tells a screen reader what the drawn rows are. */
export function nameRows(grid: HTMLElement): void {
  for (const row of grid.querySelectorAll<HTMLElement>('revogr-data .rgRow')) {
    const number = String(Number(row.dataset['rgrow']) + 1);
    if (row.getAttribute('aria-rowindex') === number) continue;
    row.setAttribute('role', 'row');
    row.setAttribute('aria-rowindex', number);
  }
}

/** A cell's text, with the shape and the word of its mark. */
export function drawText(h: Parameters<CellTemplate>[0], cell: CellView): VNode | VNode[] {
  const text = h('span', { class: 't' }, cell.text);
  if (cell.mark === undefined) return text;
  const shape = MARK_CLASS[cell.mark];
  const icon = h('svg', { class: `sev ${shape}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, [
    h('use', { href: `#s-${shape}` }),
  ]);
  return [text, icon, h('span', { class: 'sr' }, `，${GRADE_WORD[cell.mark]}`)];
}

/** What the file hides and we show: hatched where its number or letter stands. */
const HIDDEN = 'hiding';

/** The counts beside the column letters, and which of them the file hides. */
export function drawSigns(grid: HTMLElement, signs: ReadonlyMap<number, ColumnSign>): void {
  for (const header of grid.querySelectorAll<HTMLElement>(
    'revogr-viewport-scroll.rgCol .rgHeaderCell[data-rgcol]',
  )) {
    const sign = signs.get(Number(header.dataset['rgcol']));
    const title = [
      sign?.hidden === true ? '这一列在您的文件里是隐藏的' : '',
      sign?.worst === undefined ? '' : `${sign.count} 处问题，点一下只看这一列的`,
    ]
      .filter(Boolean)
      .join('；');
    if (header.title === title) continue;
    header.title = title;
    header.classList.toggle(HIDDEN, sign?.hidden === true);
    if (sign?.worst === undefined) {
      delete header.dataset['count'];
      continue;
    }
    header.dataset['worst'] = MARK_CLASS[sign.worst];
    // As much as fits beside a letter; the title has the number.
    header.dataset['count'] = sign.count > 99 ? '99+' : String(sign.count);
  }
}

/** @param hidden whether the file hides the row at a place in the grid */
export function drawHidden(grid: HTMLElement, hidden: (index: number) => boolean): void {
  for (const number of grid.querySelectorAll<HTMLElement>('revogr-data[col-type=rowHeaders] .rgCell')) {
    const hides = hidden(Number(number.dataset['rgrow']));
    if (number.classList.contains(HIDDEN) === hides) continue;
    number.classList.toggle(HIDDEN, hides);
    number.title = hides ? '这一行在您的文件里是隐藏的' : '';
  }
}
