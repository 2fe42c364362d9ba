/**
 * Where in the page one is, told by the part of its address after #: so that Back works, a rule
 * can be linked to, and it is the same in the one file on a disk. The sheet on the desk has no
 * address of its own: whatever isn't known here is the desk.
 */
import { inject, onScopeDispose, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';

export type Route =
  | { at: 'desk' }
  | { at: 'handbook'; code: string | null }
  | { at: 'policy'; article: string | null }
  | { at: 'teach' }
  | { at: 'tour' }
  | { at: 'practice' };

/** The screens that have a name. */
const NAMED = new Map<string, Route>([
  ['手册', { at: 'handbook', code: null }],
  ['办法', { at: 'policy', article: null }],
  ['教学', { at: 'teach' }],
  ['导览', { at: 'tour' }],
  ['练习', { at: 'practice' }],
]);
const RULE = /^[A-Z]\d{3}$/;
/** An article of the policy, or its attached form. */
const ARTICLE = /^(?:第[一二三四五六七八九十]+条|附表)$/;

/** "P206" → the rule's page, "第三条" → the article's; anything unknown is the desk. */
function parseRoute(hash: string): Route {
  let name: string;
  try {
    name = decodeURIComponent(hash.replace(/^#/, ''));
  } catch {
    return { at: 'desk' };
  }
  const named = NAMED.get(name);
  if (named !== undefined) return named;
  if (ARTICLE.test(name)) return { at: 'policy', article: name };
  if (RULE.test(name.toUpperCase())) return { at: 'handbook', code: name.toUpperCase() };
  return { at: 'desk' };
}

/** The address of a route, to be a link's `href`. */
function hrefOf(route: Route): string {
  switch (route.at) {
    case 'desk':
      return '#';
    case 'handbook':
      return `#${route.code ?? '手册'}`;
    case 'policy':
      return `#${route.article ?? '办法'}`;
    case 'teach':
      return '#教学';
    case 'tour':
      return '#导览';
    case 'practice':
      return '#练习';
    default:
      return route satisfies never;
  }
}

/** The page of what a rule rests on; undefined for other standards, which have none. */
export function articleHref(name: string): string | undefined {
  return ARTICLE.test(name) ? `#${name}` : undefined;
}

export function go(route: Route): void {
  location.hash = hrefOf(route);
}

const KEY: InjectionKey<Readonly<ShallowRef<Route>>> = Symbol('route');

/** Where one is; follows the address. For all parts below. */
export function provideRoute(): Readonly<ShallowRef<Route>> {
  const route = shallowRef(parseRoute(location.hash));
  const follow = () => {
    route.value = parseRoute(location.hash);
  };
  window.addEventListener('hashchange', follow);
  onScopeDispose(() => window.removeEventListener('hashchange', follow));
  provide(KEY, route);
  return route;
}

export function useRoute(): Readonly<ShallowRef<Route>> {
  const route = inject(KEY);
  if (route === undefined) throw new Error('No route has been provided.');
  return route;
}
