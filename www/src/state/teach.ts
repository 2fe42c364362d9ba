/** What the core knows to teach: the rules, the policy's text, the form field by field. */
import { shallowRef, type ShallowRef } from 'vue';

import type {
  BuiltInForm,
  FieldGuide,
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
/** Wrong and right of every rule as tables: the core runs them all, so they come by themselves. */
export const useRuleExamples = asked<RuleExample>((desk) => desk.ask((api) => api.ruleExamples()));
export const usePolicy = asked<PolicyChapter>((desk) => desk.ask((api) => api.policyText()));
export const useGuides = asked<FieldGuide>((desk) => desk.ask((api) => api.fieldGuide()));
/** Forms to look at, each with its story. */
export const useExamples = asked<BuiltInForm>((desk) => desk.ask((api) => api.builtInForms()));
/** Which rules can be in an exercise. */
export const usePlantable = asked<Plantable>((desk) => desk.ask((api) => api.plantable()));
