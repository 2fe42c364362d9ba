/**
 * What Chrome 100 knows, from MDN's browser compatibility data: since which version it has a
 * global, a member, a property of CSS, and so on.
 */
import { readFileSync } from 'node:fs';

/** The oldest version the page is made for. */
const OLDEST = 100;

interface Support {
  version_added: string | false;
  flags?: unknown;
  prefix?: string;
  alternative_name?: string;
  partial_implementation?: boolean;
}

interface Entry {
  __compat?: { support: { chrome?: Support | Support[] } };
  [name: string]: unknown;
}

const data = JSON.parse(
  readFileSync(new URL('../../node_modules/@mdn/browser-compat-data/data.json', import.meta.url), 'utf8'),
) as Record<'api' | 'css' | 'javascript', Entry>;

function at(entry: Entry | undefined, ...path: string[]): Entry | undefined {
  return path.reduce<Entry | undefined>((here, name) => here?.[name] as Entry | undefined, entry);
}

/** Whether an entry of the data is newer than Chrome 100, or not in Chrome at all. */
function isNew(entry: Entry | undefined): boolean {
  const support = entry?.__compat?.support.chrome;
  if (support === undefined) return false;
  return [support].flat().every((one) => {
    if (one.version_added === false || one.flags !== undefined) return true;
    if (one.prefix !== undefined || one.alternative_name !== undefined) return true;
    return !(parseInt(one.version_added.replace('≤', ''), 10) <= OLDEST);
  });
}

function children(entry: Entry | undefined): [string, Entry][] {
  return Object.entries(entry ?? {}).filter(([name]) => name !== '__compat') as [string, Entry][];
}

const interfaces = [...children(data.api), ...children(at(data.javascript, 'builtins'))];
const globalScopes = [
  'Window',
  'WorkerGlobalScope',
  'DedicatedWorkerGlobalScope',
  'ServiceWorkerGlobalScope',
];

/** Globals that Chrome 100 lacks. */
export const newGlobals = new Set([
  ...interfaces.filter(([, entry]) => isNew(entry)).map(([name]) => name),
  ...globalScopes.flatMap((scope) =>
    children(at(data.api, scope))
      .filter(([, entry]) => isNew(entry))
      .map(([name]) => name),
  ),
]);

/** Names that libraries (and the page) give to members of their own. */
const OWN_NAMES = new Set('displayName getName isError toArray toHex'.split(' '));

/**
 * Names of members that nothing in Chrome 100 has, so that any use of one is suspect. Names of
 * one word only (`take`, `union`, `animation`) are anybody's, and say nothing.
 */
export const newMembers = ((): Set<string> => {
  const old = new Set<string>();
  const fresh = new Set<string>();
  for (const [, owner] of interfaces) {
    // What only a new interface has can't be come by without a new global or member.
    if (isNew(owner)) continue;
    for (const [name, entry] of children(owner)) (isNew(entry) ? fresh : old).add(name);
  }
  return new Set(
    [...fresh].filter(
      (name) => !old.has(name) && !OWN_NAMES.has(name) && /^[a-z]+[A-Z][A-Za-z]*$/.test(name),
    ),
  );
})();

/** Static members that Chrome 100 lacks though others have the name, as `Object.groupBy`. */
export function isNewStatic(owner: string, name: string): boolean {
  const entry = at(data.javascript, 'builtins', owner) ?? at(data.api, owner);
  return isNew(at(entry, name)) || isNew(at(entry, `${name}_static`));
}

const cssTypes = new Map<string, Entry>();
for (const [name, entry] of children(at(data.css, 'types'))) {
  cssTypes.set(name, entry);
  for (const [inner, innerEntry] of children(entry))
    if (!cssTypes.has(inner)) cssTypes.set(inner, innerEntry);
}

/** Units newer than Chrome 100: of the small, large and dynamic viewport, of containers, of lines. */
const NEW_UNITS =
  /(?:^|[^\w#.-])-?[\d.]+(?:[sld]v(?:h|w|i|b|min|max)|cq(?:w|h|i|b|min|max)|r?lh|rcap|rex|ric)\b/;

/** Pseudo-classes, pseudo-elements, properties of other browsers: ignored by all but theirs. */
const foreign = (name: string): boolean => /^-(webkit|moz|ms|o)-/.test(name);

export const css = {
  atRule(name: string): boolean {
    return !foreign(name) && isNew(at(data.css, 'at-rules', name));
  },
  pseudo(name: string): boolean {
    return !foreign(name) && isNew(at(data.css, 'selectors', name));
  },
  property(name: string): boolean {
    const entry = at(data.css, 'properties', name);
    return !foreign(name) && !name.startsWith('--') && (entry === undefined || isNew(entry));
  },
  /** The functions, keywords and units of a value that Chrome 100 lacks. */
  value(property: string, value: string): string[] {
    const text = value.replace(/url\((?:"[^"]*"|'[^']*'|[^)]*)\)|"[^"]*"|'[^']*'/g, ' ');
    const functions = [...text.matchAll(/([a-z][a-z-]*)\(/g)].map(([, name]) => name ?? '');
    const keywords = text.replace(/\([^()]*\)/g, ' ').match(/(?<![\w#-])[a-z][a-z-]*(?![\w(-])/g) ?? [];
    return [
      // `clip: rect()` is as old as CSS; elsewhere `rect()` is a shape, and new.
      ...functions.filter((name) => property !== 'clip' && isNew(cssTypes.get(name))),
      ...keywords.filter((name) => isNew(at(data.css, 'properties', property, name))),
      ...(NEW_UNITS.exec(text) ?? []),
    ];
  },
};
