/** Figures, sizes and addresses as the page writes them. */

/** "9700.00" → "9,700.00". The core's decimal strings pass through as text, never as floats. */
export function money(decimal: string): string {
  const [whole = '0', cents = '00'] = decimal.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** Made once: a table of many files shows thousands of numbers, and making one costs more than using it. */
const WHOLE = new Intl.NumberFormat('zh-CN');

export function count(n: number): string {
  return WHOLE.format(n);
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A path's last part. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file by name and, where it is known, size. */
export function fileLine({ name, size }: { name: string; size: number | null }): string {
  return size === null ? name : `${name} · ${fileSize(size)}`;
}

/** Column letters from a 0-based index: 0 → A, 26 → AA. */
export function columnLetters(col: number): string {
  let letters = '';
  for (let rest = col + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A cell of a sheet, both 0-based. */
export interface CellPlace {
  row: number;
  col: number;
}

export function address({ row, col }: CellPlace): string {
  return `${columnLetters(col)}${row + 1}`;
}

/** "I17" → its place; null if the text is no cell address. */
export function parseAddress(text: string): CellPlace | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text);
  if (match === null) return null;
  const [, letters = '', digits = ''] = match;
  let col = 0;
  for (const letter of letters) col = col * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits) - 1, col: col - 1 };
}

/** A rectangle of cells, 0-based, ends included. */
export interface CellRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** "A1:I1" or "A1" → its rectangle. */
export function parseRange(text: string): CellRange | null {
  const [from = '', to = from] = text.split(':');
  const start = parseAddress(from);
  const end = parseAddress(to);
  if (start === null || end === null) return null;
  return { top: start.row, left: start.col, bottom: end.row, right: end.col };
}

/** The local date as YYYY-MM-DD: the core never reads the clock itself. */
export function today(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A name that is safe to save under: no path, no characters a file system refuses. */
export function safeFileName(name: string): string {
  const clean = Array.from(name.replace(/[\\/:*?"<>|]/g, '_'))
    .filter((c) => c >= ' ' && !/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(c))
    .join('')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return clean.slice(0, 120) || '暖表';
}
