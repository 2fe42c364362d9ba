/** A pool of workers that read files by the standards in force, each one file at a time. */
import type { ApiError, FileGlance, OpenOptions } from '../pkg/nuanbiao';
import { transfer } from 'comlink';
import { Core, CoreClosed, isApiError } from '../worker/client';
import type { TableFile } from './files';

/** What came of a file. */
export type Boiled =
  | { kind: 'read'; glance: FileGlance; extract: Uint8Array; isWorksheet: boolean }
  | { kind: 'failed'; error: ApiError };

const CRASHED: ApiError = {
  code: 'internal',
  title: '核对中断了',
  message: '核对这份文件时程序出了意外，其他文件不受影响。文件没有被改动。',
  advice: ['单独打开这份文件再试一次。'],
};

const UNREADABLE: ApiError = {
  code: 'internal',
  title: '文件拿不到了',
  message: '这份文件已经移走、改名，或者正被别的程序占用。',
  advice: ['关掉正在使用它的程序，再把文件拖进来一次。'],
};

/** Beyond this, memory grows and little is won: the disk and the page's own thread are busy too. */
const MOST_WORKERS = 8;

/** Two cores share the work; with more, one stays free for the page. */
function size(): number {
  const cores = navigator.hardwareConcurrency || 2;
  return Math.max(1, Math.min(MOST_WORKERS, cores > 2 ? cores - 1 : cores));
}

/** Why a file's bytes didn't come: what the core says of a zip, or that the file is gone. */
function refusal(thrown: unknown): ApiError {
  return isApiError(thrown) ? thrown : UNREADABLE;
}

export class Pool {
  readonly #options: OpenOptions;
  readonly #secret: bigint;
  readonly #workers = new Set<Core>();
  #closed = false;

  /** `secret` must be the same for all files of a batch. */
  constructor(options: OpenOptions, secret: bigint) {
    this.#options = options;
    this.#secret = secret;
  }

  /** Reads all files; `took` is told of each as soon as it is through. */
  async read<T extends { path: string; file: TableFile }>(
    files: readonly T[],
    took: (file: T, what: Boiled) => void,
  ): Promise<void> {
    const queue = [...files].reverse();
    const workers = Array.from({ length: Math.min(size(), queue.length) }, () => this.#work(queue, took));
    await Promise.all(workers);
  }

  async #work<T extends { path: string; file: TableFile }>(
    queue: T[],
    took: (file: T, what: Boiled) => void,
  ): Promise<void> {
    let core: Core | null = null;
    /** The next file is fetched from the disk while the worker still checks this one. */
    const next = () => {
      const file = queue.pop();
      return file === undefined ? null : { file, bytes: file.file.bytes().catch(refusal) };
    };
    try {
      for (let now = next(); now !== null && !this.#closed;) {
        if (core?.alive !== true) {
          if (core !== null) this.#workers.delete(core);
          core = await this.#hire();
        }
        const boiling = this.#boil(core, now.file.path, await now.bytes);
        const following = next();
        took(now.file, await boiling);
        now = following;
      }
    } catch (thrown) {
      if (!(thrown instanceof CoreClosed)) throw thrown;
    } finally {
      if (core !== null) this.#workers.delete(core);
      core?.close();
    }
  }

  async #hire(): Promise<Core> {
    const core = new Core();
    this.#workers.add(core);
    await core.call((api) => api.boilStart(this.#options, this.#secret));
    return core;
  }

  async #boil(core: Core, path: string, bytes: Uint8Array | ApiError): Promise<Boiled> {
    if (!(bytes instanceof Uint8Array)) return { kind: 'failed', error: bytes };
    try {
      const read = await core.call((api) => api.boil(path, transfer(bytes, [bytes.buffer])));
      return { kind: 'read', ...read };
    } catch (thrown) {
      if (thrown instanceof CoreClosed) throw thrown;
      return { kind: 'failed', error: isApiError(thrown) ? thrown : CRASHED };
    }
  }

  /** Ends all workers at once; files not yet through are never told of. */
  close(): void {
    this.#closed = true;
    for (const core of this.#workers) core.close();
    this.#workers.clear();
  }
}
