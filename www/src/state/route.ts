/**
 * Where in the page one is, told by the part of its address after #: so that Back works, a rule
 * can be linked to, and it is the same in the one file on a disk. The sheet on the desk has no
 * address of its own: whatever isn't known here is the desk.
 */
import { inject, onScopeDispose, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';

export type Route = { at: 'desk' } | { at: 'handbook'; code: string | null };

const RULE = /^[A-Z]\d{3}$/;

/** "P206" → the rule's page; anything unknown is the desk. */
export function parseRoute(hash: string): Route {
  let name: string;
  try {
    name = decodeURIComponent(hash.replace(/^#/, ''));
  } catch {
    return { at: 'desk' };
  }
  if (name === '手册') return { at: 'handbook', code: null };
  if (RULE.test(name.toUpperCase())) return { at: 'handbook', code: name.toUpperCase() };
  return { at: 'desk' };
}

/** The address of a route, to be a link's `href`. */
export function hrefOf(route: Route): string {
  switch (route.at) {
    case 'desk':
      return '#';
    case 'handbook':
      return `#${route.code ?? '手册'}`;
    default:
      return route satisfies never;
  }
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
