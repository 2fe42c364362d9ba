/**
 * The page's side of the boundary. A `Core` is one worker with the wasm core inside. Workers
 * are cheap to replace: the module is compiled once, on the page, and handed to each.
 */
import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';

import type { ApiError, OpenOptions, Overview, ProgressEvent } from '../pkg/nuanbiao';
import { coreBytes } from './binary';
import CoreWorker from './core.worker?worker&inline';
import type { CoreApi } from './core.worker';

export type Tell = (p: ProgressEvent) => void;

/** The core stopped in the middle of a call (a trap, or no memory left); its worker is gone. */
class CoreCrashed extends Error {
  constructor() {
    super('The core stopped in the middle of a call.');
    this.name = 'CoreCrashed';
  }
}

/** The page ended the worker itself: the user cancelled, or the file was closed. */
export class CoreClosed extends Error {
  constructor() {
    super('The worker was ended by the page.');
    this.name = 'CoreClosed';
  }
}

/** What the core says of a thing that went wrong, in words for the user; the others' words are not for them. */
export function messageOf(thrown: unknown, otherwise: string): string {
  return isApiError(thrown) ? thrown.message : otherwise;
}

/** Whether a thrown thing is the core's own typed error, and not a fault of the program. */
export function isApiError(thrown: unknown): thrown is ApiError {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    'message' in thrown &&
    'advice' in thrown
  );
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Not compileStreaming: a plain file server may not know the type of .wasm. */
async function compile(): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(await coreBytes());
  } catch (thrown) {
    // The network was gone, say: whoever tries again gets another try.
    compiled = undefined;
    throw thrown;
  }
}

/** One worker with the core inside, from its start to its end. */
export class Core {
  readonly #worker: Worker;
  readonly #remote: Remote<CoreApi>;
  readonly #gone: Promise<never>;
  #end: (reason: Error) => void = () => undefined;
  /** Why it is gone: who asks later is told the same as who was waiting. */
  #reason: Error | null = null;
  readonly ready: Promise<{ version: string; profile: string }>;
  /** Fulfilled when the core crashes, whether anybody waits for it or not; never when the page ends it. */
  readonly crashed: Promise<void>;
  alive = true;

  constructor() {
    this.#worker = new CoreWorker({ name: 'nuanbiao' });
    this.#remote = wrap<CoreApi>(this.#worker);
    this.#gone = new Promise<never>((_, reject) => {
      this.#end = reject;
    });
    this.crashed = new Promise((done) => {
      this.#gone.catch((reason: unknown) => {
        if (reason instanceof CoreCrashed) done();
      });
    });
    this.#worker.addEventListener('error', () => this.#stop(new CoreCrashed()));
    compiled ??= compile();
    this.ready = compiled.then((module) => this.#race(this.#remote.start(module)));
    this.ready.catch(() => this.#stop(new CoreCrashed()));
  }

  #stop(reason: Error): void {
    if (!this.alive) return;
    this.alive = false;
    this.#reason = reason;
    this.#remote[releaseProxy]();
    this.#worker.terminate();
    this.#end(reason);
  }

  /** Ends the worker at once, whatever it is doing; calls under way reject with `CoreClosed`. */
  close(): void {
    this.#stop(new CoreClosed());
  }

  async #race<T>(call: Promise<T>): Promise<T> {
    try {
      return await Promise.race([call, this.#gone]);
    } catch (thrown) {
      if (isApiError(thrown) && thrown.code !== 'internal') throw thrown;
      if (thrown instanceof CoreClosed) throw thrown;
      // Anything else is a trap or a bug: the wasm instance can't be trusted any more.
      console.error(thrown);
      this.#stop(new CoreCrashed());
      throw new CoreCrashed();
    }
  }

  /** Calls the core; a crash ends the worker and rejects with `CoreCrashed`. */
  async call<T>(run: (api: Remote<CoreApi>) => Promise<T>): Promise<T> {
    await this.ready;
    if (this.#reason !== null) throw this.#reason;
    return this.#race(run(this.#remote));
  }

  open(name: string, bytes: Uint8Array, options: OpenOptions, tell: Tell): Promise<Overview> {
    return this.call((api) => api.open(name, transfer(bytes, [bytes.buffer]), options, proxy(tell)));
  }

  openPasted(text: string, options: OpenOptions): Promise<Overview> {
    return this.call((api) => api.openPasted(text, options));
  }
}
