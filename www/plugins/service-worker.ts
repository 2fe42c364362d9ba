import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Tells `src/offline/service-worker.ts` which files the page is made of, and under which
 * version to keep them: a hash of all their contents, so that any change is a new version.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'nuanbiao:service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') this.error('The build made no sw.js.');
        if (worker.imports.length > 0) this.error('The service worker must be whole in itself.');
        const files = Object.values(bundle).filter((file) => file !== worker);
        const version = createHash('sha256');
        for (const file of files.sort((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
          version.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source);
        }
        const icon = new URL('../public/favicon.svg', import.meta.url);
        version.update(readFileSync(icon));
        const names = files.map(({ fileName }) => (fileName === 'index.html' ? './' : `./${fileName}`));
        worker.code = worker.code
          .replace('__FILES__', JSON.stringify([...names, './favicon.svg']))
          .replace('__VERSION__', JSON.stringify(version.digest('hex').slice(0, 12)));
      },
    },
  };
}
