/** Files made by the core, on their way out of the worker. */
import type { MadeFile } from '../pkg/nuanbiao';

export interface PlainFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

/** A file as plain data: the wasm object it came in stays here and is let go of. */
export function plain(made: MadeFile): PlainFile {
  const { name, mime, bytes } = made;
  made.free();
  return { name, mime, bytes };
}
