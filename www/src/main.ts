import { createApp } from 'vue';

import './element';
import './styles/index.css';
import App from './App.vue';
import { keepForOffline } from './offline/register';
import { watchPolicy } from './state/privacy';
import { applyStoredTheme } from './state/theme';

/** What Chrome 100 has and older ones lack; without it the page keeps its plain notice. */
const modern =
  // What the one file opens its core with.
  (import.meta.env.MODE !== 'onefile' || typeof DecompressionStream === 'function') &&
  typeof WebAssembly === 'object' &&
  typeof structuredClone === 'function' &&
  typeof Array.prototype.at === 'function';

watchPolicy();
applyStoredTheme();
if (modern) {
  createApp(App).mount('#app');
  keepForOffline();
} else {
  document.querySelector('.plain')?.classList.add('now');
}
