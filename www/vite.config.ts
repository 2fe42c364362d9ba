import { fileURLToPath } from 'node:url';

import vue from '@vitejs/plugin-vue';
import { defineConfig, type PluginOption, type UserConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

import { csp } from './plugins/csp.ts';
import { oneFile } from './plugins/one-file.ts';
import { serviceWorker } from './plugins/service-worker.ts';
import { wasmOnce } from './plugins/wasm-once.ts';

const here = (path: string) => new URL(path, import.meta.url);
const path = (relative: string) => fileURLToPath(here(relative));

/** `vite build` makes dist/hosted/, `vite build --mode onefile` makes dist/暖表.html. */
export default defineConfig(({ mode }): UserConfig => {
  const own: { plugins: PluginOption[]; build: UserConfig['build'] } =
    mode === 'onefile'
      ? {
          plugins: [
            viteSingleFile(),
            oneFile({ wasm: here('src/pkg/nuanbiao_bg.wasm'), icon: here('public/favicon.svg') }),
          ],
          build: { outDir: '../dist', emptyOutDir: false, copyPublicDir: false },
        }
      : {
          plugins: [csp(), serviceWorker()],
          build: {
            outDir: '../dist/hosted',
            emptyOutDir: true,
            rolldownOptions: {
              input: { index: path('index.html'), sw: path('src/offline/service-worker.ts') },
              output: {
                entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
                // RevoGrid loads its parts one by one; in one piece, none is missing offline.
                codeSplitting: {
                  groups: [
                    { name: 'grid', test: /[\\/]@revolist[\\/]/ },
                    // Else it goes into the grid's piece, and the start screen waits for that.
                    { name: 'preload', test: /preload-helper/, priority: 1 },
                  ],
                },
              },
            },
          },
        };
  return {
    base: './',
    plugins: [
      vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === 'revo-grid' } } }),
      wasmOnce(),
      ...own.plugins,
    ],
    resolve: {
      alias:
        mode === 'onefile' ? [{ find: './binary', replacement: path('src/worker/binary.onefile.ts') }] : [],
    },
    // A classic script: module workers do not start from file:// pages.
    worker: { format: 'iife', plugins: () => [wasmOnce()] },
    build: {
      target: 'chrome100',
      cssTarget: 'chrome100',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
      ...own.build,
    },
    preview: { port: 4173, strictPort: true },
  };
});
