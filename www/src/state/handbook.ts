/** The rule handbook: every rule of the core, searched, filtered, and gathered by article. */
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';

import type { RuleDoc, Severity } from '../pkg/nuanbiao';
import { SEVERITIES } from '../text/words';
import type { Desk } from './desk';
import { useRules } from './teach';

/** The rules of one letter. */
export interface RuleGroup {
  letter: string;
  name: string;
  rules: RuleDoc[];
}

/** What can be done about a rule's findings, by `RuleDoc.fix`. */
export const FIX_WORD: Record<string, string> = {
  none: '要人来改',
  safe: '可以安全修正',
  unsafe: '给出建议，确认后修正',
  either: '可以修正，有的要先确认',
};

const search = shallowRef('');
const shown: ShallowRef<readonly Severity[]> = shallowRef(SEVERITIES);

function letterOf(rule: RuleDoc): string {
  return rule.code.slice(0, 1);
}

export function grouped(list: readonly RuleDoc[]): RuleGroup[] {
  const groups: RuleGroup[] = [];
  for (const rule of list) {
    const last = groups[groups.length - 1];
    if (last?.letter === letterOf(rule)) last.rules.push(rule);
    else groups.push({ letter: letterOf(rule), name: rule.group, rules: [rule] });
  }
  return groups;
}

/** Whether a rule holds every word of what is searched for. */
function holds(rule: RuleDoc, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const articles = rule.articles.flatMap(({ name, quote }) => [name, quote]);
  const text = [rule.code, rule.title, rule.group, rule.what, rule.why, rule.how, rule.help, ...articles]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

export interface Handbook {
  rules: Readonly<ShallowRef<readonly RuleDoc[]>>;
  failed: Readonly<ShallowRef<boolean>>;
  search: ShallowRef<string>;
  /** Which severities are shown; at least one. */
  shown: Readonly<ShallowRef<readonly Severity[]>>;
  toggle: (severity: Severity) => void;
  /** What search and filter leave. */
  groups: ComputedRef<RuleGroup[]>;
  total: ComputedRef<number>;
  showAll: () => void;
  rule: (code: string) => RuleDoc | undefined;
  /** The rules before and after one, and those of its kin. */
  around: (code: string) => { before: RuleDoc | undefined; after: RuleDoc | undefined; kin: RuleDoc[] };
  /** The rules that rest on an article. */
  restingOn: (article: string) => RuleDoc[];
}

const KIN = 4;

export function useHandbook(desk: Desk): Handbook {
  const { items: rules, failed } = useRules(desk);
  const words = computed(() => search.value.toLowerCase().split(/\s+/).filter(Boolean));
  const groups = computed(() =>
    grouped(rules.value.filter((rule) => shown.value.includes(rule.severity) && holds(rule, words.value))),
  );

  function around(code: string): ReturnType<Handbook['around']> {
    const at = rules.value.findIndex((rule) => rule.code === code);
    // P203 is kin to P201 … P212: the nearest of them.
    const kin = rules.value
      .map((rule, index) => ({ rule, far: Math.abs(index - at) }))
      .filter(({ rule, far }) => far > 0 && rule.code.slice(0, 2) === code.slice(0, 2))
      .sort((a, b) => a.far - b.far)
      .slice(0, KIN)
      .map(({ rule }) => rule)
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    return { before: rules.value[at - 1], after: rules.value[at + 1], kin };
  }

  return {
    rules,
    failed,
    search,
    shown,
    toggle: (severity) => {
      const on = shown.value.includes(severity);
      const next = SEVERITIES.filter((one) => (one === severity ? !on : shown.value.includes(one)));
      shown.value = next.length === 0 ? SEVERITIES : next;
    },
    groups,
    total: computed(() => groups.value.reduce((sum, group) => sum + group.rules.length, 0)),
    showAll: () => {
      search.value = '';
      shown.value = SEVERITIES;
    },
    rule: (code) => rules.value.find((rule) => rule.code === code),
    around,
    restingOn: (article) => rules.value.filter((rule) => rule.articles.some(({ name }) => name === article)),
  };
}
