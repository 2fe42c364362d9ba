/** An exercise: made by the core, searched by the class, scored by the core. In a worker of its own. */
import { computed, effectScope, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';

import type { Answer, Mark, RowOut, Score, Wishes } from '../pkg/nuanbiao';
import { parseAddress, today } from '../text/format';
import { Core, isApiError } from '../worker/client';
import { download } from './download';

export interface Practice {
  /** What the last exercise was made of; null before the first. */
  made: Readonly<ShallowRef<{ wishes: Wishes; mistakes: number } | null>>;
  rows: Readonly<ShallowRef<readonly RowOut[]>>;
  cols: Readonly<Ref<number>>;
  merges: Readonly<ShallowRef<readonly string[]>>;
  /** The cells that are marked, in the order of the sheet. */
  marked: ComputedRef<readonly string[]>;
  /** It was said that the sheet as a whole lacks something that has no cell: a column, the sums. */
  whole: Ref<boolean>;
  score: Readonly<ShallowRef<Score | null>>;
  /** Why it could not be made. */
  trouble: Readonly<Ref<string>>;
  busy: Readonly<Ref<boolean>>;
  make: (wishes: Wishes) => Promise<void>;
  toggle: (cell: string) => void;
  submit: () => Promise<void>;
  /** The same form again, with nothing marked. */
  again: () => void;
  /** Back to the choice. */
  leave: () => void;
  save: (what: 'workbook' | 'answers', wishes: Wishes) => Promise<void>;
}

/** Whole sheets are drawn: an exercise is small. */
const ALL_ROWS = 1000;

/** Whoever looks something up in the handbook, or at another form, finds the exercise as it was. */
let practice: Practice | undefined;

export function usePractice(): Practice {
  practice ??= effectScope(true).run(createPractice);
  if (practice === undefined) throw new Error('The scope of the exercise has ended.');
  return practice;
}

function createPractice(): Practice {
  let core: Core | null = null;
  const made = shallowRef<{ wishes: Wishes; mistakes: number } | null>(null);
  const rows = shallowRef<readonly RowOut[]>([]);
  const cols = ref(0);
  const merges = shallowRef<readonly string[]>([]);
  const marks = shallowRef<ReadonlySet<string>>(new Set());
  const whole = ref(false);
  const score = shallowRef<Score | null>(null);
  const trouble = ref('');
  const busy = ref(false);

  function worker(): Core {
    if (core === null || !core.alive) core = new Core();
    return core;
  }

  /** Runs what asks the core; says in words what it could not do. */
  async function asking(run: () => Promise<void>): Promise<void> {
    busy.value = true;
    trouble.value = '';
    try {
      await run();
    } catch (thrown) {
      trouble.value = isApiError(thrown) ? thrown.message : '没有做成，请再试一次。您的文件没有任何改动。';
    } finally {
      busy.value = false;
    }
  }

  function again(): void {
    marks.value = new Set();
    whole.value = false;
    score.value = null;
  }

  const marked = computed(() =>
    [...marks.value].sort((a, b) => {
      const [left, right] = [parseAddress(a), parseAddress(b)];
      if (left === null || right === null) return 0;
      return left.row - right.row || left.col - right.col;
    }),
  );

  return {
    made,
    rows,
    cols,
    merges,
    marked,
    whole,
    score,
    trouble,
    busy,
    make: (wishes) =>
      asking(async () => {
        const { file, mistakes } = await worker().call((api) => api.exercise(wishes));
        const overview = await worker().open(
          file.name,
          file.bytes,
          { today: today(), show_personal: true },
          () => undefined,
        );
        const form = overview.sheets.find(({ is_form }) => is_form);
        if (form === undefined) throw new Error('The exercise has no form.');
        const page = await worker().call((api) => api.rows(form.index, 0, ALL_ROWS));
        rows.value = page.rows;
        cols.value = form.cols;
        merges.value = form.merges;
        again();
        made.value = { wishes, mistakes };
      }),
    toggle: (cell) => {
      const next = new Set(marks.value);
      if (!next.delete(cell)) next.add(cell);
      marks.value = next;
    },
    submit: () =>
      asking(async () => {
        const given: Mark[] = marked.value.map((cell) => ({ cell }));
        if (whole.value) given.push({});
        score.value = await worker().call((api) => api.exerciseScore(given));
      }),
    again,
    leave: () => {
      made.value = null;
      again();
      core?.close();
      core = null;
    },
    save: (what, wishes) =>
      asking(async () => {
        download(await worker().call((api) => api.exerciseFile(what, wishes)));
      }),
  };
}

/** What a cell of the sheet has to say when the answers are out. */
export function answerAt(score: Score, cell: string): Answer | undefined {
  return (
    score.answers.find((answer) => answer.cell === cell || answer.beside.includes(cell)) ??
    score.answers.find((answer) => answer.related.includes(cell))
  );
}
