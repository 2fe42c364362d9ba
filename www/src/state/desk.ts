/**
 * What lies on the desk: nothing yet, a file being checked, one that can't be read, or an open
 * sheet. A new file is opened in a worker of its own, so that the open sheet survives a file
 * that is cancelled, refused or brings the core down.
 */
import {
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue';

import type { ApiError, OpenOptions, Overview, ProfileForm, ProgressEvent, Settings } from '../pkg/nuanbiao';
import { today } from '../text/format';
import { Core, CoreClosed, isApiError, type Tell } from '../worker/client';
import { download } from './download';
import type { TableFile } from './files';
import { createSession, type OpenAs, type OpenSheet } from './session';
import { local } from './standards';

/** Where a sheet came from; kept so that it can be tried again. */
export type Source = {
  name: string;
  /** In bytes; null of a form the core has yet to make. */
  size: number | null;
  /** Everyone in it is made up. */
  invented?: boolean;
} & (
  | { kind: 'file'; bytes: () => Promise<Uint8Array> }
  | { kind: 'pasted'; text: string }
  | { kind: 'built-in'; make: (core: Core) => Promise<Made> }
);

/** A file the core makes. */
interface Made {
  name: string;
  bytes: Uint8Array;
}

export type Phase =
  | { kind: 'start' }
  | { kind: 'busy'; source: Source; progress: ProgressEvent | null; since: number }
  | { kind: 'refused'; source: Source; error: ApiError }
  /** The core crashed: with an open sheet, and so many edits gone; null: while it was opening. */
  | { kind: 'recovered'; source: Source; lost: number | null }
  | { kind: 'open' };

/** A wait shorter than this shows nothing: a flash of progress only unsettles. */
const QUIET_MS = 300;

export interface Desk {
  phase: Readonly<ShallowRef<Phase>>;
  sheet: Readonly<ShallowRef<OpenSheet | null>>;
  about: Readonly<Ref<{ version: string; profile: string } | null>>;
  /** True between the choice of a file and the first thing shown about it. */
  pending: Readonly<Ref<boolean>>;
  openFile: (file: TableFile, as?: OpenAs) => Promise<void>;
  openText: (text: string) => Promise<void>;
  open: (source: Source, as?: OpenAs) => Promise<void>;
  saveTemplate: () => Promise<void>;
  /** A form of the core's own, with a story; everyone in it is made up. */
  openBuiltIn: (key: string, title: string) => Promise<void>;
  /** The blank form on the desk, to be filled in here. */
  openTemplate: () => Promise<void>;
  /** Asks a core that holds no file. */
  ask: Core['call'];
  /** A local profile as the form shows it; the built-in one if the text is empty. */
  readStandards: (toml: string) => Promise<ProfileForm>;
  /** The form's settings written into a local profile. */
  writeStandards: (toml: string, settings: Settings) => Promise<string>;
  /** Checks by other standards from now on, the open sheet included; null: the built-in ones. */
  useStandards: (toml: string | null) => Promise<void>;
  cancel: () => void;
  /** Back to the open sheet if there is one, else to the start. */
  back: () => void;
  /** Closes the open sheet, after asking if it has unsaved changes. */
  leave: () => Promise<void>;
}

const KEY: InjectionKey<Desk> = Symbol('desk');

export function useDesk(): Desk {
  const desk = inject(KEY);
  if (desk === undefined) throw new Error('No desk has been provided.');
  return desk;
}

export function provideDesk(desk: Desk): void {
  provide(KEY, desk);
}

/** The day and the standards a file is checked by. */
function checkedBy(): OpenOptions {
  const own = local.value;
  return own === null ? { today: today() } : { today: today(), profile: own.text };
}

/** Bytes that were made here. */
export function bytesSource(name: string, bytes: Uint8Array): Source {
  return { kind: 'file', name, size: bytes.length, bytes: () => Promise.resolve(bytes.slice()) };
}

/** Made by the core that will read it: where that did not come, it is told as of any file. */
async function fileOf(source: Exclude<Source, { kind: 'pasted' }>, core: Core): Promise<Made> {
  return source.kind === 'built-in' ? source.make(core) : { name: source.name, bytes: await source.bytes() };
}

export function createDesk(mayLeave: (sheet: OpenSheet) => Promise<boolean>): Desk {
  const phase = shallowRef<Phase>({ kind: 'start' });
  const sheet = shallowRef<OpenSheet | null>(null);
  const about = ref<{ version: string; profile: string } | null>(null);
  const pending = ref(false);
  /** A started worker without a file: answers for examples and template, then takes the next file. */
  let spare: Core | null = null;
  let opening: Core | null = null;

  function idle(): Core {
    if (spare === null || !spare.alive) spare = new Core();
    return spare;
  }

  function takeIdle(): Core {
    const core = idle();
    spare = null;
    return core;
  }

  idle().ready.then(
    (info) => {
      about.value = info;
    },
    () => undefined,
  );

  function settle(next: Phase): void {
    pending.value = false;
    phase.value = next;
  }

  function back(): void {
    settle(sheet.value === null ? { kind: 'start' } : { kind: 'open' });
  }

  async function open(source: Source, as?: OpenAs): Promise<void> {
    if (sheet.value !== null && !(await mayLeave(sheet.value))) return;
    opening?.close();
    const core = takeIdle();
    opening = core;
    pending.value = true;
    let progress: ProgressEvent | null = null;
    const since = performance.now();
    const show = () => {
      if (opening === core) settle({ kind: 'busy', source, progress, since });
    };
    const quiet = setTimeout(show, QUIET_MS);
    const tell: Tell = (p) => {
      progress = p;
      if (phase.value.kind === 'busy') show();
    };
    try {
      const options = checkedBy();
      let overview: Overview;
      if (source.kind === 'pasted') overview = await core.openPasted(source.text, options);
      else {
        const { name, bytes } = await fileOf(source, core);
        overview = await core.open(name, bytes, options, tell);
      }
      if (opening !== core) return;
      sheet.value?.close();
      const crashed = (lost: number): void => {
        sheet.value = null;
        // Whoever is opening another file has been asked about this one.
        if (opening === null) settle({ kind: 'recovered', source, lost });
      };
      sheet.value = createSession(core, overview, source, crashed, as);
      settle({ kind: 'open' });
    } catch (thrown) {
      core.close();
      if (opening !== core || thrown instanceof CoreClosed) return;
      if (isApiError(thrown)) settle({ kind: 'refused', source, error: thrown });
      else settle({ kind: 'recovered', source, lost: null });
    } finally {
      clearTimeout(quiet);
      if (opening === core) opening = null;
    }
  }

  function cancel(): void {
    opening?.close();
    opening = null;
    back();
  }

  async function saveTemplate(): Promise<void> {
    download(await idle().call((api) => api.template(checkedBy())));
  }

  async function openBuiltIn(key: string, title: string): Promise<void> {
    const make = (core: Core) => core.call((api) => api.builtInForm(key));
    await open({ kind: 'built-in', name: title, size: null, make, invented: true });
  }

  async function openTemplate(): Promise<void> {
    const make = (core: Core) => core.call((api) => api.template(checkedBy()));
    await open({ kind: 'built-in', name: '空白标准表', size: null, make });
  }

  const readStandards = (toml: string): Promise<ProfileForm> => idle().call((api) => api.readProfile(toml));

  async function useStandards(toml: string | null): Promise<void> {
    const form = toml === null ? null : await readStandards(toml);
    await sheet.value?.setStandards(toml);
    local.value = toml === null || form === null ? null : { text: toml, form };
  }

  async function leave(): Promise<void> {
    if (sheet.value !== null && !(await mayLeave(sheet.value))) return;
    sheet.value?.close();
    sheet.value = null;
    settle({ kind: 'start' });
  }

  onScopeDispose(() => {
    spare?.close();
    opening?.close();
    sheet.value?.close();
  });

  return {
    phase,
    sheet,
    about,
    pending,
    open,
    openFile: ({ name, size, bytes }, as) => open({ kind: 'file', name, size, bytes }, as),
    openText: (text) => open({ kind: 'pasted', name: '粘贴的表格', size: new Blob([text]).size, text }),
    saveTemplate,
    openBuiltIn,
    openTemplate,
    ask: (run) => idle().call(run),
    readStandards,
    writeStandards: (toml, settings) => idle().call((api) => api.writeProfile(toml, settings)),
    useStandards,
    cancel,
    back,
    leave,
  };
}
