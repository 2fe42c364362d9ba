/** What the core knows to teach: the rules, the policy's text, the form field by field. */
import { shallowRef, type ShallowRef } from 'vue';

import type { FieldGuide, PolicyChapter, RuleDoc } from '../pkg/nuanbiao';
import type { Desk, ExampleKind } from './desk';

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

/** A form to look at, and what it is about. */
export interface TeachExample {
  key: ExampleKind;
  title: string;
  story: string;
  perfect: boolean;
}

export const EXAMPLES: readonly TeachExample[] = [
  {
    key: 'good',
    title: '填好的一份',
    story: '浦江机电厂春节慰问十二人，样样齐全。填表之前先看看它，就知道每一格该是什么样。',
    perfect: true,
  },
  {
    key: 'faulty',
    title: '毛病不少的一份',
    story: '同一家厂，匆忙之中报上来的。证号被存成了数字，有人没签字，合计也对不上。',
    perfect: false,
  },
];
