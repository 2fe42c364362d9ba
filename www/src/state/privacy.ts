/** What can be told, from within, of the page's doings with the outside. */
import { ref } from 'vue';

/** How often the browser has held the page back from reaching out or running foreign code. */
export const refused = ref(0);

/** Counts from now on. */
export function watchPolicy(): void {
  document.addEventListener('securitypolicyviolation', () => {
    refused.value += 1;
  });
}

/** The policy the browser enforces; empty only in development. */
export function policyInForce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return meta?.content ?? '';
}

/** The files fetched so far, as the browser itself counts them: the page's own, and all others. */
export function fetchedFiles(): { own: string[]; foreign: string[] } {
  const base = new URL('.', location.href).href;
  const names = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    // The worker, which the page makes out of its own text.
    .filter((name) => !name.startsWith('blob:') && !name.startsWith('data:'));
  return {
    own: names.filter((name) => name.startsWith(base)),
    foreign: names.filter((name) => !name.startsWith(base)),
  };
}

/** Whether this is the page as one file. */
export const ONE_FILE = import.meta.env.MODE === 'onefile';

/** Whether the page's own files are kept for opening without a network. */
export function opensOffline(): boolean {
  return ONE_FILE || ('serviceWorker' in navigator && navigator.serviceWorker.controller !== null);
}
