import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

import { csp } from './plugins/csp.ts';
import { wasmOnce } from './plugins/wasm-once.ts';

export default defineConfig({
  base: './',
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'revo-grid' } } }),
    wasmOnce(),
    csp(),
  ],
  // A classic script: module workers do not start from file:// pages.
  worker: { format: 'iife', plugins: () => [wasmOnce()] },
  build: {
    outDir: '../dist/hosted',
    emptyOutDir: true,
    target: 'chrome100',
    cssTarget: 'chrome100',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  preview: { port: 4173, strictPort: true },
});
