/** Light or dark. */
import { ref } from 'vue';

import { remember, remembered } from './preferences';

export const dark = ref(false);

function show(): void {
  const root = document.documentElement;
  // Our tokens read the attribute, Element Plus the class.
  if (dark.value) root.setAttribute('data-theme', 'dark');
  else root.removeAttribute('data-theme');
  root.classList.toggle('dark', dark.value);
}

/** The stored choice, else what the system prefers. */
export function applyStoredTheme(): void {
  const stored = remembered('theme');
  dark.value = stored === null ? matchMedia('(prefers-color-scheme: dark)').matches : stored === 'dark';
  show();
}

export function toggleTheme(): void {
  dark.value = !dark.value;
  show();
  remember('theme', dark.value ? 'dark' : 'light');
}
