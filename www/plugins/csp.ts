import type { Plugin } from 'vite';

/**
 * The hosted build's content security policy. Nothing but the page's own files may be
 * fetched; the worker is a `blob:` so that it inherits this very policy (a worker loaded
 * from a URL would not). `unsafe-inline` styles: RevoGrid and Element Plus put `<style>`
 * elements into the page; no user data ever becomes CSS.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  'worker-src blob:',
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

/** Puts the policy at the very top of the built page; the dev server needs its own sockets. */
export function csp(): Plugin {
  return {
    name: 'nuanbiao:csp',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}
