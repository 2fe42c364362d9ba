/** What is put into cells and headers, whatever grid shows them. */
import type { HyperFunc, VNode } from '@revolist/revogrid';

import { GRADE_WORD, MARK_CLASS } from '../text/words';
import type { Box, CellView, ColumnCount } from './types';

/** A cell's text; a marked one also has the shape of its severity, and its word for readers. */
export function content(h: HyperFunc<VNode>, cell: CellView): VNode | VNode[] {
  const text = h('span', { class: 't' }, cell.text);
  if (cell.mark === undefined) return text;
  const shape = MARK_CLASS[cell.mark];
  const icon = h('svg', { class: `sev ${shape}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, [
    h('use', { href: `#s-${shape}` }),
  ]);
  return [text, icon, h('span', { class: 'sr' }, `，${GRADE_WORD[cell.mark]}`)];
}

/** Writes how many problems a column has beside its letters. */
export function countHeaders(grid: HTMLElement, counts: ReadonlyMap<number, ColumnCount>): void {
  const headers = grid.querySelectorAll<HTMLElement>(
    'revogr-viewport-scroll.rgCol .rgHeaderCell[data-rgcol]',
  );
  for (const header of headers) {
    const counted = counts.get(Number(header.dataset['rgcol']));
    if (counted === undefined) {
      delete header.dataset['count'];
      continue;
    }
    header.dataset['count'] = String(counted.count);
    header.dataset['worst'] = MARK_CLASS[counted.worst];
    header.title = `${counted.count} 处问题，点一下只看这一列的`;
  }
}

/** The size of a cell that covers others. The grid sets width and height itself, after ours; only the minimum can be ours. */
export function wideStyle(box: Box): Record<string, string> {
  return {
    minWidth: `${box.width}px`,
    minHeight: `${box.height}px`,
    zIndex: '1',
    '--from': `${box.left}px`,
    '--to': `${box.left + box.width}px`,
  };
}
