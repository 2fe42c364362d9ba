/** Scripts and styles of the build, held against what Chrome 100 knows. */
import { parse, type Node } from 'acorn';
import { full } from 'acorn-walk';
import postcss, { type Container } from 'postcss';

import { css, isNewStatic, newGlobals, newMembers } from './chrome';

/** Strings at least this long may be a script (the worker's) or styles (the grid's). */
const LONG = 60;
const LOOKS_LIKE_STYLES = /^[^{}"'`;]+\{[^{}]*[a-z-]+\s*:[^{}]+\}/;

interface Member extends Node {
  object: { type: string; name?: string };
  property: { type: string; name?: string; value?: unknown };
  computed: boolean;
}

/** What a script, and every script and style inside of its strings, uses that is too new. */
export function newInScript(code: string, sourceType: 'module' | 'script' = 'module'): string[] {
  // The syntax is held to ES2022, all of which Chrome 100 has; newer syntax throws here.
  const tree = parse(code, { ecmaVersion: 2022, sourceType });
  const found: string[] = [];
  full(tree, (node) => {
    const around = () => code.slice(Math.max(0, node.start - 30), node.end + 30).replace(/\s+/g, ' ');
    if (node.type === 'Identifier') {
      const { name } = node as Node & { name: string };
      if (newGlobals.has(name)) found.push(`global ${name}: ${around()}`);
    } else if (node.type === 'MemberExpression') {
      const { object, property, computed } = node as Member;
      const name = computed ? property.value : property.name;
      if (typeof name !== 'string') return;
      if (newMembers.has(name)) found.push(`member ${name}: ${around()}`);
      else if (object.name !== undefined && isNewStatic(object.name, name)) {
        found.push(`static ${object.name}.${name}: ${around()}`);
      }
    } else if (node.type === 'Literal' || node.type === 'TemplateElement') {
      const { value } = node as Node & { value: unknown };
      const text = typeof value === 'string' ? value : (value as { cooked?: unknown } | null)?.cooked;
      if (typeof text === 'string' && text.length >= LONG) found.push(...newInText(text));
    }
  });
  return found;
}

function newInText(text: string): string[] {
  if (LOOKS_LIKE_STYLES.test(text)) return isStyles(text) ? newInStyles(text) : [];
  return /^\s*\(?(function|\(\)\s*=>)/.test(text) ? newInScript(text, 'script') : [];
}

/** Many a message to developers looks like styles at first sight. */
function isStyles(text: string): boolean {
  try {
    postcss.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a style sheet uses that is too new. */
export function newInStyles(text: string): string[] {
  const found: string[] = [];
  const root = postcss.parse(text);
  root.walkAtRules(({ name, params }) => {
    if (css.atRule(name)) found.push(`@${name} ${params}`);
    if (/[<>]/.test(params)) found.push(`a range in @${name} ${params}`);
  });
  root.walkRules((rule) => {
    const { parent, selector } = rule as { parent: Container | undefined; selector: string };
    if (parent?.type === 'rule') found.push(`nesting: ${selector}`);
    for (const [, name] of selector.matchAll(/::?([a-z-]+)/g)) {
      if (css.pseudo(name ?? '')) found.push(`selector :${name}: ${selector}`);
    }
  });
  root.walkDecls(({ prop, value }) => {
    if (css.property(prop)) found.push(`property ${prop}: ${value}`);
    for (const part of css.value(prop, value)) found.push(`value ${part} in ${prop}: ${value}`);
  });
  return found;
}
