import { createApp } from 'vue';

import './element';
import './styles/tokens.css';
import './styles/element.css';
import './styles/base.css';
import './styles/start.css';
import './styles/work.css';
import './styles/dialogs.css';
import './styles/grid.css';
import './styles/screens.css';
import App from './App.vue';
import { keepForOffline } from './offline/register';
import { applyStoredTheme } from './state/theme';

/** What Chrome 100 has and older ones lack; without it the page keeps its plain notice. */
const modern =
  typeof WebAssembly === 'object' &&
  typeof structuredClone === 'function' &&
  typeof Array.prototype.at === 'function';

applyStoredTheme();
if (modern) {
  createApp(App).mount('#app');
  keepForOffline();
} else {
  document.querySelector('.plain')?.classList.add('now');
}
