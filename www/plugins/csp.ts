import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Which of the two builds a policy is for. */
export type Build = 'hosted' | 'onefile';

/**
 * The content security policy of a build. The worker is a `blob:` so that it inherits this
 * very policy (a worker loaded from a URL would not). `unsafe-inline` styles: RevoGrid and
 * Element Plus put `<style>` elements into the page; no user data ever becomes CSS.
 *
 * Hosted, the page may fetch its own files and register its service worker, from where it
 * came from. The one file may fetch nothing: all it runs is in it, and named by its hash.
 */
export function policy(build: Build, scripts: readonly string[]): string {
  const own = build === 'hosted' ? "'self' " : '';
  return [
    "default-src 'none'",
    `script-src ${[build === 'hosted' ? "'self'" : '', ...scripts].filter(Boolean).join(' ')} 'wasm-unsafe-eval'`,
    `worker-src ${own}blob:`,
    `style-src ${own}'unsafe-inline'`,
    `img-src ${own}data: blob:`,
    `connect-src ${build === 'hosted' ? "'self'" : "'none'"}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Puts a policy at the very top of a page's head, so that nothing comes before it. */
export function withPolicy(html: string, build: Build): string {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes]) => !/\bsrc=|\btype="text\/plain"/.test(attributes ?? ''))
    .map(
      ([, , code]) =>
        `'sha256-${createHash('sha256')
          .update(code ?? '')
          .digest('base64')}'`,
    );
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(build, scripts)}">`;
  return html.replace(/<head>/, (head) => `${head}\n    ${meta}`);
}

/** The hosted build's policy; the dev server has none, it needs its own sockets. */
export function csp(): Plugin {
  return {
    name: 'nuanbiao:csp',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: (html) => withPolicy(html, 'hosted') },
  };
}
