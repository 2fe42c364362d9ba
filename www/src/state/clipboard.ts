/** The clipboard, read on a click where the browser allows it. */
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
