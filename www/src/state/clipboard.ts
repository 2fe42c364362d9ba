/** The clipboard, read on a click where the browser allows it. */
import { ElMessageBox } from '../element';
import { looksLikeTable } from './incoming';

/** The table on the clipboard; null if there is none, or the browser does not let us look. */
export async function readClipboardTable(): Promise<string | null> {
  try {
    const text = await navigator.clipboard.readText();
    return looksLikeTable(text) ? text : null;
  } catch {
    return null;
  }
}

/** A cell that was copied while its number was masked: as it was shown, and as it is. */
let masked: { shown: string; whole: Promise<string> } | null = null;

/** Remembers a copied cell, so that pasted in the sheet it is itself and not its stars. */
export function copied(shown: string, whole: Promise<string> | null): void {
  masked = whole === null ? null : { shown, whole };
}

/** What was copied here in place of what the clipboard shows of it; else the text as it is. */
export async function unmasked(text: string): Promise<string> {
  if (masked === null || text.replace(/\r?\n$/, '') !== masked.shown) return text;
  const whole = await masked.whole;
  // As spreadsheets write a cell of several lines.
  return /[\t\n"]/.test(whole) ? `"${whole.replace(/"/g, '""')}"` : whole;
}

/** Asks what a whole form that was pasted onto an open sheet is meant for; null is neither. */
export async function askWhere(): Promise<'new' | 'cells' | null> {
  try {
    await ElMessageBox.confirm('剪贴板里像是一整张表，连表头也在。要怎么用它？', '粘贴的是一整张表', {
      confirmButtonText: '当作新的一份来核对',
      cancelButtonText: '填进选中的格',
      distinguishCancelAndClose: true,
    });
    return 'new';
  } catch (action) {
    return action === 'cancel' ? 'cells' : null;
  }
}
