/**
 * One open sheet: the worker that holds it, and what the page knows of it. Every change goes
 * through here; each bumps `revision`, which is how grid and list know to ask again.
 */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';

import type {
  Change,
  EditRecord,
  ExportKind,
  FindingItem,
  FindingPage,
  FindingQuery,
  Overview,
  RowPage,
  SheetOverview,
  Verification,
} from '../pkg/nuanbiao';
import { count, money } from '../text/format';
import type { Core } from '../worker/client';
import type { Anchor, Found, Group, ListQuery } from '../worker/listing';
import type { Source } from './desk';
import { download, type MadeFile } from './download';
import { toast } from './toast';

export interface OpenSheet {
  /** Another one for every sheet opened. */
  readonly key: number;
  readonly source: Source;
  overview: Readonly<ShallowRef<Overview>>;
  /** The index of the sheet on show. */
  active: Ref<number>;
  tab: ComputedRef<SheetOverview | undefined>;
  /** Goes up with every change of cells, marks or masking. */
  revision: Readonly<Ref<number>>;
  /** Whether personal numbers are masked. */
  masked: Readonly<Ref<boolean>>;
  /** How the file stood to the receipts of an earlier check when it was opened. */
  receipt: Readonly<ShallowRef<Verification | null>>;
  /** True while a change is being worked out. */
  busy: Readonly<Ref<boolean>>;
  /** Opened by a reviewer: to be looked at, and changed only if that is asked for. */
  readonly readOnly: boolean;
  /** Nothing can be changed until this is turned off. */
  locked: Readonly<Ref<boolean>>;
  lock: (on: boolean) => void;
  /** Says that nothing can be changed, and offers to allow it. */
  offerUnlock: () => void;
  /** The cell it opens at, on the sheet on show; null: at its first problem. */
  readonly startsAt: string | null;
  /** A finding somebody outside of the workbench wants shown on it, by its id. */
  wanted: Ref<number | null>;
  rows: (sheet: number, offset: number, limit: number) => Promise<RowPage>;
  rawText: (sheet: number, cell: string) => Promise<string>;
  findings: (query: FindingQuery) => Promise<FindingPage>;
  groups: (query: ListQuery) => Promise<Group[]>;
  locate: (query: ListQuery, anchor: Anchor) => Promise<Found | undefined>;
  edit: (sheet: number, cell: string, text: string) => Promise<void>;
  /** Puts a block copied from a spreadsheet right and below of a cell. */
  paste: (sheet: number, cell: string, text: string) => Promise<void>;
  /** The edits in force, oldest first. */
  edits: () => Promise<EditRecord[]>;
  /** Takes some of them back as one step, by their places in that list. */
  revert: (edits: readonly number[]) => Promise<void>;
  /** Takes back all that was changed until now; what is changed meanwhile stays. */
  revertAll: () => Promise<void>;
  /** The 0-based rows that findings mark. */
  markedRows: (sheet: number) => Promise<Uint32Array>;
  fix: (finding: FindingItem) => Promise<void>;
  fixAllSafe: () => Promise<void>;
  undo: () => Promise<void>;
  redo: () => Promise<void>;
  setMasked: (masked: boolean) => Promise<void>;
  /** Checks by a local profile from now on; null: by the built-in one. */
  setStandards: (toml: string | null) => Promise<void>;
  /** Makes a file without saving it: to be looked at first. */
  make: (kind: ExportKind) => Promise<MadeFile>;
  save: (kind: ExportKind) => Promise<void>;
  close: () => void;
}

/** Whether people and money are the same after a change, and if not, what they are now. */
function effect(before: Overview, after: Overview): string {
  const old = before.totals;
  const now = after.totals;
  if (old.people === now.people && old.cash_total === now.cash_total && old.goods_total === now.goods_total) {
    return '金额与人数没有变。';
  }
  const parts = [
    old.people === now.people ? '' : `人数改为 ${now.people}`,
    old.cash_total === now.cash_total ? '' : `慰问金改为 ${money(now.cash_total)} 元`,
    old.goods_total === now.goods_total ? '' : `慰问品改为 ${money(now.goods_total)} 元`,
  ];
  return `${parts.filter(Boolean).join('，')}。`;
}

/** How a file is opened. */
export interface OpenAs {
  /** It can be changed only after that is asked for. */
  readOnly: boolean;
  /** Where to look first. */
  at?: { sheet: string; cell: string } | undefined;
}

let opened = 0;

export function createSession(
  core: Core,
  first: Overview,
  source: Source,
  /** Told of a crash, and how many edits went with it; 0 if an export holds them all. */
  onCrash: (lost: number) => void,
  as: OpenAs = { readOnly: false },
): OpenSheet {
  const overview = shallowRef(first);
  const form = first.sheets.find((s) => s.is_form && !s.hidden) ?? first.sheets.find((s) => s.is_form);
  const wantedSheet = first.sheets.find((s) => s.name === as.at?.sheet);
  const active = ref(wantedSheet?.index ?? form?.index ?? first.sheets.find((s) => !s.hidden)?.index ?? 0);
  const locked = ref(as.readOnly);
  const tab = computed(() => overview.value.sheets.find((s) => s.index === active.value));
  const revision = ref(0);
  const masked = ref(true);
  const busy = ref(false);
  /** Changes are worked out one after the other, in the order they were made. */
  let queue: Promise<unknown> = Promise.resolve();
  /** How many of them are not worked out yet. */
  let waiting = 0;

  function take(next: Overview): void {
    overview.value = next;
    revision.value += 1;
  }

  function offerUnlock(): void {
    toast('这份表是只读打开的，没有改动。', {
      label: '允许修改',
      run: () => {
        locked.value = false;
      },
    });
  }

  function change(run: () => Promise<Change>, tell: (done: Change, before: Overview) => void): Promise<void> {
    if (locked.value) {
      offerUnlock();
      return Promise.resolve();
    }
    waiting += 1;
    const next = queue.then(async () => {
      busy.value = true;
      try {
        const done = await run();
        const before = overview.value;
        take(done.overview);
        tell(done, before);
      } finally {
        waiting -= 1;
        busy.value = false;
      }
    });
    queue = next.catch(() => undefined);
    return next;
  }

  async function undo(): Promise<void> {
    if (!overview.value.can_undo) return;
    await change(
      () => core.call((api) => api.undo()),
      () => toast('已撤销。', { label: '重做', run: () => void redo() }),
    );
  }

  async function redo(): Promise<void> {
    if (!overview.value.can_redo) return;
    await change(
      () => core.call((api) => api.redo()),
      () => toast('已重做。', { label: '撤销', run: () => void undo() }),
    );
  }

  /** Says what was done, and that (or how) people and money came out of it. */
  function announce(what: (cells: number) => string): (done: Change, before: Overview) => void {
    return (done, before) => {
      if (done.cells.length === 0) return;
      toast(`${what(done.cells.length)}${effect(before, done.overview)}`, {
        label: '撤销',
        run: () => void undo(),
      });
    };
  }

  async function make(kind: ExportKind): Promise<MadeFile> {
    // Reports are masked as the screen is; workbooks to hand in hold whole numbers.
    const report = kind === 'json' || kind === 'html';
    const done = await core.call((api) => api.save(kind, report && masked.value));
    overview.value = done.overview;
    return done.file;
  }

  async function save(kind: ExportKind): Promise<void> {
    const file = await make(kind);
    download(file);
    toast(`已导出“${file.name}”。`, { label: '再导一份', run: () => void save(kind) });
  }

  void core.crashed.then(() => {
    const { edits, unsaved } = overview.value;
    onCrash(unsaved || waiting > 0 ? edits + waiting : 0);
  });

  const receipt = shallowRef<Verification | null>(null);
  core
    .call((api) => api.verify())
    .then(
      (found) => {
        receipt.value = found;
      },
      () => undefined,
    );

  opened += 1;
  return {
    key: opened,
    source,
    overview,
    active,
    tab,
    revision,
    masked,
    receipt,
    busy,
    readOnly: as.readOnly,
    locked,
    lock: (on) => {
      locked.value = on;
    },
    offerUnlock,
    startsAt: wantedSheet === undefined ? null : (as.at?.cell ?? null),
    wanted: ref(null),
    rows: (sheet, offset, limit) => core.call((api) => api.rows(sheet, offset, limit)),
    rawText: (sheet, cell) => core.call((api) => api.rawText(sheet, cell)),
    findings: (query) => core.call((api) => api.findings(query)),
    groups: (query) => core.call((api) => api.groups(query)),
    locate: (query, anchor) => core.call((api) => api.locate(query, anchor)),
    edit: (sheet, cell, text) =>
      change(
        () => core.call((api) => api.edit(sheet, cell, text)),
        announce(() => `已改 ${cell}。`),
      ),
    paste: (sheet, cell, text) =>
      change(
        () => core.call((api) => api.paste(sheet, cell, text)),
        announce((cells) => `已粘贴，改了 ${cells} 格。`),
      ),
    edits: () => core.call((api) => api.edits()),
    revert: (edits) =>
      change(
        () => core.call((api) => api.revert([...edits])),
        announce((places) => (places === 1 ? '已还原这一处。' : `已还原这 ${count(places)} 处。`)),
      ),
    revertAll: () =>
      change(
        async () => {
          const all = await core.call((api) => api.edits());
          return core.call((api) => api.revert([...all.keys()]));
        },
        announce(() => '已还原。'),
      ),
    markedRows: (sheet) => core.call((api) => api.markedRows(sheet)),
    fix: (finding) =>
      change(
        () => core.call((api) => api.applyFixes({ guesses: true, ids: [finding.id] })),
        announce((cells) => {
          if (finding.fix?.part !== undefined) return `已取消隐藏 ${cells} 处。`;
          return cells === 1 ? `已改好 ${finding.cell ?? '一处'}。` : `已改好 ${cells} 格。`;
        }),
      ),
    fixAllSafe: () =>
      change(
        () => core.call((api) => api.applyFixes({ guesses: false })),
        announce((cells) => `已安全修正 ${cells} 格。`),
      ),
    undo,
    redo,
    setMasked: async (on) => {
      const next = await core.call((api) => api.setShowPersonal(!on));
      masked.value = on;
      take(next);
    },
    setStandards: async (toml) => take(await core.call((api) => api.setProfile(toml))),
    make,
    save,
    close: () => core.close(),
  };
}
