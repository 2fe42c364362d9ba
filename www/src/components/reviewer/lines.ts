/** What the table of files shows of each: its figures, its verdict in words, the order of the rows. */
import type { Verdict as CoreVerdict } from '../../pkg/nuanbiao';
import type { BatchItem } from '../../state/batch';
import type { Grade } from '../../text/words';

export type Verdict = 'error' | 'warning' | 'sign' | 'ok' | 'failed' | 'waiting';
export type Column = 'path' | 'unit' | 'rows' | 'people' | 'cash' | 'goods' | 'errors' | 'warnings';

export interface Line {
  item: BatchItem;
  verdict: Verdict;
  word: string;
  unit: string;
  rows: number;
  people: number;
  cash: string;
  goods: string;
  errors: number;
  warnings: number;
  /** What the receipt of a cleaned workbook says; empty if there is none. */
  receipt: string;
}

export const WORD: Record<Verdict, string> = {
  error: '需要改正',
  warning: '需要说明',
  sign: '只差签字',
  ok: '可以提交',
  failed: '读不了',
  waiting: '等待',
};
export const GRADE: Partial<Record<Verdict, Grade>> = {
  error: 'error',
  warning: 'warning',
  sign: 'ok',
  ok: 'ok',
};
/** The table's verdict of the core's. */
const OF_CORE: Record<CoreVerdict, Verdict> = {
  ready: 'ok',
  sign_only: 'sign',
  explain: 'warning',
  correct: 'error',
  no_form: 'error',
};
/** Those left out where the table is narrow are optional. */
export const COLUMNS: readonly { key: Column; title: string; number: boolean; optional: boolean }[] = [
  { key: 'path', title: '文件', number: false, optional: false },
  { key: 'unit', title: '填报单位', number: false, optional: false },
  { key: 'rows', title: '行数', number: true, optional: true },
  { key: 'people', title: '人数', number: true, optional: false },
  { key: 'cash', title: '慰问金（元）', number: true, optional: false },
  { key: 'goods', title: '慰问品（元）', number: true, optional: true },
  { key: 'errors', title: '改正', number: true, optional: false },
  { key: 'warnings', title: '说明', number: true, optional: true },
];

function receiptOf({ state }: BatchItem): string {
  if (state.kind !== 'done') return '';
  switch (state.glance.receipt) {
    case 'unchanged':
      return '核验后没有改动';
    case 'changed':
      return '核验后改动过';
    case 'not_computed':
      return '回执要存盘后再比';
    case 'absent':
      return '';
    default:
      return state.glance.receipt satisfies never;
  }
}

export function toLine(item: BatchItem): Line {
  const receipt = receiptOf(item);
  if (item.state.kind !== 'done') {
    const verdict = item.state.kind;
    const nothing = { unit: '', rows: 0, people: 0, cash: '0.00', goods: '0.00', errors: 0, warnings: 0 };
    return { ...nothing, item, receipt, verdict, word: WORD[verdict] };
  }
  const { glance } = item.state;
  const verdict = OF_CORE[glance.verdict];
  const { unit, rows, people, cash, goods, errors, warnings } = glance;
  const word = glance.verdict === 'no_form' ? '没有汇总表' : WORD[verdict];
  return { item, receipt, unit, rows, people, cash, goods, errors, warnings, verdict, word };
}

/** The folder all files lie in, which tells none from another. */
export function sharedFolder(items: readonly BatchItem[]): string {
  let [folder = ''] = items.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  for (const { path } of items) {
    while (!path.startsWith(folder)) folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  }
  return folder;
}

/** Whether a line's unit or file name has these words, whichever way they are written. */
export function has({ item, unit }: Line, words: string): boolean {
  const text = words.trim().toLowerCase();
  return item.path.toLowerCase().includes(text) || unit.toLowerCase().includes(text);
}

function value(line: Line, column: Column): string | number {
  if (column === 'path') return line.item.path;
  // For the order alone; what is shown is the core's own text.
  if (column === 'cash' || column === 'goods') return Number(line[column]);
  return line[column];
}

/** Made once: with it, hundreds of names are put in order many times faster than without. */
const NAMES = new Intl.Collator('zh-CN');

/** The lines by one column; given in the order of their paths, they stay so among equals. */
export function sorted(lines: readonly Line[], column: Column, down: boolean): Line[] {
  if (column === 'path' && !down) return [...lines];
  return [...lines].sort((a, b) => {
    const [one, other] = [value(a, column), value(b, column)];
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : NAMES.compare(String(one), String(other));
    return down ? -order : order;
  });
}
