/**
 * Keeps the hosted page's own files, so that it opens without a network. It keeps exactly the
 * files that the build lists, answers for nothing else, and never sees a user's table: that
 * one is read by the page and goes to no address at all.
 */
declare const self: ServiceWorkerGlobalScope;

/** Put in by the build (`plugins/service-worker.ts`). */
declare const __FILES__: readonly string[];
declare const __VERSION__: string;

/** One origin may hold several copies of the page; each tidies up after itself only. */
const MINE = `nuanbiao ${self.registration.scope} `;
const CACHE = MINE + __VERSION__;
const URLS = new Map(__FILES__.map((file) => [new URL(file, self.registration.scope).href, file]));

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Asked for anew, lest a browser's own cache mix in a file of another version.
  await cache.addAll([...URLS.keys()].map((url) => new Request(url, { cache: 'no-cache' })));
}

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(url)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

// A new version waits until every page of the old one is closed, or the user wants it now.
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { href } = new URL(event.request.url);
  const plain = href.replace(/[?#].*$/, '').replace(/index\.html$/, '');
  if (event.request.method === 'GET' && URLS.has(plain)) event.respondWith(answer(plain, event.request));
});

export {};
