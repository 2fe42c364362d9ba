/** What the core knows to teach: the rules, the policy's text, the form field by field. */
import { shallowReactive, shallowRef, type ShallowRef } from 'vue';

import type {
  BuiltInForm,
  FieldGuide,
  LayoutDoc,
  Plantable,
  PolicyChapter,
  RuleDoc,
  RuleExample,
} from '../pkg/nuanbiao';
import type { Desk } from './desk';

type Known<T> = Readonly<ShallowRef<readonly T[]>>;

/** Something that is asked for when it is first wanted, and kept as long as the page is open. */
function asked<T>(ask: (desk: Desk) => Promise<readonly T[]>) {
  const items: ShallowRef<readonly T[]> = shallowRef([]);
  const failed = shallowRef(false);
  return (desk: Desk): { items: Known<T>; failed: Readonly<ShallowRef<boolean>> } => {
    if (items.value.length === 0)
      ask(desk).then(
        (found) => {
          items.value = found;
          failed.value = false;
        },
        () => {
          failed.value = true;
        },
      );
    return { items, failed };
  };
}

export const useRules = asked<RuleDoc>((desk) => desk.ask((api) => api.rules()));
export const usePolicy = asked<PolicyChapter>((desk) => desk.ask((api) => api.policyText()));
export const useGuides = asked<FieldGuide>((desk) => desk.ask((api) => api.fieldGuide()));
/** Forms to look at, each with its story. */
export const useExamples = asked<BuiltInForm>((desk) => desk.ask((api) => api.builtInForms()));
/** How the form of an exercise can be laid out. */
export const useLayouts = asked<LayoutDoc>((desk) => desk.ask((api) => api.layouts()));
/** Which rules can be in an exercise. */
export const usePlantable = asked<Plantable>((desk) => desk.ask((api) => api.plantable()));

/** Wrong and right of rules as tables: the core runs the examples for them. */
const examples = shallowReactive(new Map<string, RuleExample>());

function keep(found: readonly RuleExample[]): void {
  for (const example of found) examples.set(example.code, example);
}

/** A rule's example; undefined until `fetchExample` has brought it. */
export function exampleOf(code: string): RuleExample | undefined {
  return examples.get(code);
}

/** Those of one rule are run in no time, those of all take a moment. */
export async function fetchExample(desk: Desk, code: string): Promise<void> {
  if (!examples.has(code)) keep(await desk.ask((api) => api.ruleExamples(code)));
}

/** For the booklet: all of them. */
export async function fetchExamples(desk: Desk): Promise<void> {
  keep(await desk.ask((api) => api.ruleExamples()));
}
