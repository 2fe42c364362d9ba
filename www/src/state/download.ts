/** Bytes to a file of the user's, under a safe name. */
import { safeFileName } from '../text/format';

export interface MadeFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

export function download(file: MadeFile): void {
  const url = URL.createObjectURL(new Blob([file.bytes as Uint8Array<ArrayBuffer>], { type: file.mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = safeFileName(file.name);
  link.click();
  // The browser has taken its own hold of the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
