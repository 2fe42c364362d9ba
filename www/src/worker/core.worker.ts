/**
 * The worker's side of the boundary: the one file that runs the wasm core. It holds at most
 * one open session; whoever wants a second one starts a second worker (they share the
 * compiled module, so that is cheap), and ending a worker is how a long call is cancelled.
 */
import { expose } from 'comlink';

import * as core from '../pkg/nuanbiao';
import { archiveApi } from './archive';
import { batchApi } from './batch';
import { plain } from './made';
import { teachApi } from './teach';
import { groupsOf, locate, type Anchor, type ListQuery } from './listing';

let session: core.Session | null = null;

/** The open session; the page never asks for one before `open` has come back. */
function opened(): core.Session {
  if (session === null) throw new Error('No sheet is open in this worker.');
  return session;
}

/** Progress is passed on at most this often, so that telling does not cost more than doing. */
const TELL_EVERY_MS = 40;

function throttled(tell: (p: core.ProgressEvent) => void): (p: core.ProgressEvent) => boolean {
  let last = 0;
  let stage = '';
  return (p) => {
    const now = performance.now();
    if (p.stage !== stage || now - last >= TELL_EVERY_MS) {
      last = now;
      stage = p.stage;
      tell(p);
    }
    return true;
  };
}

export const api = {
  ...archiveApi,
  ...batchApi,
  /** Must be called once, before anything else. */
  start(module: WebAssembly.Module): { version: string; profile: string } {
    core.initSync({ module });
    return { version: core.version(), profile: core.profileInfo().name };
  },
  open(
    name: string,
    bytes: Uint8Array,
    options: core.OpenOptions,
    tell: (p: core.ProgressEvent) => void,
  ): core.Overview {
    session = core.open(name, bytes, options, throttled(tell));
    return session.report();
  },
  openPasted(text: string, options: core.OpenOptions): core.Overview {
    session = core.openPasted(text, options);
    return session.report();
  },
  verify: () => opened().verify(),
  rules: () => core.rules().items,
  ruleExamples: (code?: string) => core.ruleExamples(code).items,
  ...teachApi,
  readProfile: (toml: string) => core.readProfile(toml),
  writeProfile: (toml: string, settings: core.Settings) => core.writeProfile(toml, settings),
  template: (options: core.OpenOptions) => plain(core.template(options)),

  report: () => opened().report(),
  rows: (sheet: number, offset: number, limit: number) => opened().rows(sheet, offset, limit),
  rawText(sheet: number, cell: string): string {
    const text = opened().rawText(sheet, cell);
    // Asked for when somebody begins to type: what their edit needs is made meanwhile.
    setTimeout(() => session?.prepareEdits());
    return text;
  },
  findings: (query: core.FindingQuery) => opened().findings(query),
  groups: (query: ListQuery) => groupsOf(opened(), query),
  locate: (query: ListQuery, anchor: Anchor) => locate(opened(), query, anchor),
  edit: (sheet: number, cell: string, text: string) => opened().edit(sheet, cell, text),
  paste: (sheet: number, cell: string, text: string) => opened().paste(sheet, cell, text),
  revert: (edits: readonly number[]) => opened().revertAll(Uint32Array.from(edits)),
  markedRows: (sheet: number) => opened().markedRows(sheet),
  applyFixes: (request: core.FixRequest) => opened().applyFixes(request),
  undo: () => opened().undo(),
  redo: () => opened().redo(),
  edits: () => opened().edits().items,
  setShowPersonal(show: boolean): core.Overview {
    opened().setShowPersonal(show);
    return opened().report();
  },
  setProfile: (toml: string | null) => opened().setProfile(toml),
  save: (kind: core.ExportKind, masked: boolean) => {
    const file = plain(opened().export(kind, { masked }));
    return { file, overview: opened().report() };
  },
};

export type CoreApi = typeof api;

expose(api);
