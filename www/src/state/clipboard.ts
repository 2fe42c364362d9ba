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
