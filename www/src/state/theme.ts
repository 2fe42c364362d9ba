/** Light or dark. The one thing the page remembers; never anything about a file. */
import { ref } from 'vue';

const KEY = 'nuanbiao.theme';

export const dark = ref(false);

function show(): void {
  const root = document.documentElement;
  // Our tokens read the attribute, Element Plus the class.
  if (dark.value) root.setAttribute('data-theme', 'dark');
  else root.removeAttribute('data-theme');
  root.classList.toggle('dark', dark.value);
}

/** The stored choice, else what the system prefers. Storage may be refused; then only the latter. */
export function applyStoredTheme(): void {
  let stored: string | null;
  try {
    stored = localStorage.getItem(KEY);
  } catch {
    stored = null;
  }
  dark.value = stored === null ? matchMedia('(prefers-color-scheme: dark)').matches : stored === 'dark';
  show();
}

export function toggleTheme(): void {
  dark.value = !dark.value;
  show();
  try {
    localStorage.setItem(KEY, dark.value ? 'dark' : 'light');
  } catch {
    // The choice then lasts as long as the page.
  }
}
