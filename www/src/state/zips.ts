/**
 * Zips of files, as if they were folders. One worker holds the zip that was asked for last and
 * hands its tables out one at a time: never all of them lie unpacked in memory.
 */
import { transfer } from 'comlink';

import type { ArchiveFile } from '../pkg/nuanbiao';
import { fileName } from '../text/format';
import { Core, CoreClosed } from '../worker/client';
import type { PathFile, TableFile } from './files';

/** A zip nobody asks for any longer is let go of; whoever asks later has it opened again. */
const IDLE_MS = 10_000;

const ZIP = /\.zip$/i;

export interface Zips {
  /**
   * The files with each zip replaced by the tables in it, under their paths there. A zip that
   * has none, or can't be opened, stays: to be refused with its reason where it is read.
   */
  expand: (files: PathFile[]) => Promise<PathFile[]>;
  close: () => void;
}

export function createZips(): Zips {
  let core: Core | null = null;
  let held: TableFile | null = null;
  /** One question at a time: each may need another zip opened first. */
  let queue: Promise<unknown> = Promise.resolve();
  let idle: ReturnType<typeof setTimeout> | undefined;
  /** Goes up with every closing: what was asked before is not to start a worker anew. */
  let closings = 0;

  function close(): void {
    closings += 1;
    clearTimeout(idle);
    core?.close();
    core = null;
    held = null;
  }

  async function opened(zip: TableFile): Promise<{ core: Core; files: ArchiveFile[] | null }> {
    if (core?.alive === true && held === zip) return { core, files: null };
    held = null;
    if (core?.alive !== true) core = new Core();
    const worker = core;
    const bytes = await zip.bytes();
    const files = await worker.call((api) => api.archiveOpen(transfer(bytes, [bytes.buffer])));
    held = zip;
    return { core: worker, files };
  }

  function inTurn<T>(ask: () => Promise<T>): Promise<T> {
    clearTimeout(idle);
    const asked = closings;
    const answer = queue.then(() => {
      if (asked !== closings) throw new CoreClosed();
      return ask();
    });
    queue = answer.catch(() => undefined);
    const mine = queue;
    void mine.then(() => {
      clearTimeout(idle);
      if (queue === mine) idle = setTimeout(close, IDLE_MS);
    });
    return answer;
  }

  const read = (zip: TableFile, path: string): Promise<Uint8Array> =>
    inTurn(async () => {
      const worker = (await opened(zip)).core;
      return worker.call((api) => api.archiveRead(path));
    });

  async function list(zip: TableFile): Promise<ArchiveFile[]> {
    try {
      return await inTurn(async () => {
        held = null;
        return (await opened(zip)).files ?? [];
      });
    } catch (thrown) {
      if (thrown instanceof CoreClosed) throw thrown;
      return [];
    }
  }

  async function expand(files: PathFile[]): Promise<PathFile[]> {
    const all: PathFile[] = [];
    for (const one of files) {
      const inside = ZIP.test(one.path) ? await list(one.file) : [];
      if (inside.length === 0) all.push(one);
      for (const { path, size } of inside) {
        const name = fileName(path);
        all.push({
          path: `${one.path}/${path}`,
          file: { name, size, lastModified: one.file.lastModified, bytes: () => read(one.file, path) },
        });
      }
    }
    return all;
  }

  return { expand, close };
}
