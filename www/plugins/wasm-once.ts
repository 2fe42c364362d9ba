import type { Plugin } from 'vite';

/**
 * wasm-bindgen's glue falls back to `new URL('…_bg.wasm', import.meta.url)` when it is
 * given nothing to load. The page always hands the glue a compiled module, so the fallback
 * is dead weight: a bundler would ship the binary a second time for it, and inside a
 * `blob:` worker the URL could not be resolved anyway. Taking it out keeps the wasm in the
 * build exactly once; if the glue ever changes its shape, the build stops here.
 */
export function wasmOnce(): Plugin {
  const fallback = /new URL\((['"])[\w-]+_bg\.wasm\1,\s*import\.meta\.url\)/;
  return {
    name: 'nuanbiao:wasm-once',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/pkg\/nuanbiao\.js$/.test(id.split('?')[0] ?? '')) return null;
      if (!fallback.test(code))
        this.error('The wasm-bindgen glue no longer has the fallback that wasm-once removes.');
      return { code: code.replace(fallback, 'undefined'), map: null };
    },
  };
}
