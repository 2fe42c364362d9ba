/// <reference types="vite/client" />

// For tools that don't read .vue files (eslint); vue-tsc takes the real types first.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  export default component;
}
