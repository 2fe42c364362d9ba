/** The worker's side of teaching: what there is to read, forms to look at, and one exercise at a time. */
import * as core from '../pkg/nuanbiao';
import { plain, type PlainFile } from './made';

let exercise: core.Exercise | null = null;

function inHand(): core.Exercise {
  if (exercise === null) throw new Error('No exercise has been made in this worker.');
  return exercise;
}

export const teachApi = {
  policyText: () => core.policyText().chapters,
  fieldGuide: () => core.fieldGuide().items,
  builtInForms: () => core.builtInForms().items,
  builtInForm: (key: string) => plain(core.builtInForm(key)),
  plantable: () => core.plantable().items,
  layouts: () => core.layouts().items,
  /** Makes an exercise and keeps it for the score. */
  exercise(wishes: core.Wishes): { file: PlainFile; mistakes: number } {
    exercise?.free();
    exercise = null;
    exercise = new core.Exercise(wishes);
    return { file: plain(exercise.form()), mistakes: exercise.answers().items.length };
  },
  exerciseScore: (marks: core.Mark[]) => inHand().score({ items: marks }),
  /** The form for the class or the answers for the trainer; leaves the one in hand alone. */
  exerciseFile(what: 'workbook' | 'answers', wishes: core.Wishes): PlainFile {
    const made = new core.Exercise(wishes);
    try {
      return plain(what === 'workbook' ? made.form() : made.answerSheet());
    } finally {
      made.free();
    }
  },
};
