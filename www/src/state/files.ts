/** Files as they come: picked, dropped, or in a dropped folder; with the path they go by. */

/** A file as it is read: one on the disk, or in a zip. */
export interface TableFile {
  name: string;
  /** Bytes; in a zip, what it says of them. */
  size: number;
  lastModified: number;
  bytes: () => Promise<Uint8Array>;
}

export interface PathFile {
  path: string;
  file: TableFile;
}

/** A file on the disk; read anew each time it is asked for. */
export function onDisk(file: File): TableFile {
  const { name, size, lastModified } = file;
  return { name, size, lastModified, bytes: async () => new Uint8Array(await file.arrayBuffer()) };
}

/** What the core reads; anything else in a folder is passed over, as the command line does. */
const KINDS = /\.(xlsx|xlsm|xls|xlsb|ods|et|csv|tsv|zip)$/i;

function isWanted(path: string): boolean {
  const parts = path.split('/');
  return KINDS.test(path) && parts.every((part) => !part.startsWith('.') && !part.startsWith('~$'));
}

/** By code points, which is the order of the paths' UTF-8 bytes: that of the command line. */
function before(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const order = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Sorts files and takes out what can't be a form. A file that was named is kept as it is. */
export function inOrder(files: PathFile[]): PathFile[] {
  const kept = files.filter(({ path }) => !path.includes('/') || isWanted(path));
  return kept.sort((a, b) => before(a.path, b.path));
}

export function picked(list: FileList): PathFile[] {
  return Array.from(list).map((file) => ({
    path: file.webkitRelativePath || file.name,
    file: onDisk(file),
  }));
}

async function walk(entry: FileSystemEntry, into: PathFile[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => {
      (entry as FileSystemFileEntry).file(done, fail);
    });
    into.push({ path, file: onDisk(file) });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives some entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => {
      reader.readEntries(done, fail);
    });
    if (some.length === 0) return;
    for (const child of some) await walk(child, into);
  }
}

/** The files of a drop; folders are walked. Must be called while the event is handled. */
export async function dropped(data: DataTransfer): Promise<PathFile[]> {
  const entries = Array.from(data.items)
    .map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
    .filter((entry): entry is FileSystemEntry => entry !== null);
  if (entries.length === 0) return picked(data.files);
  const files: PathFile[] = [];
  for (const entry of entries) await walk(entry, files);
  return files;
}
