/** The keys that work anywhere on the workbench, and the one that searches a long table. */
import { onActivated, onBeforeUnmount, onDeactivated, onMounted, type Ref } from 'vue';

import { useDialogs } from './dialogs';
import type { Workbench } from './workbench';

/** The regions F6 goes through, in order, and what takes the focus in each. */
const REGIONS = ['bar', 'sheet', 'list', 'detail'] as const;
const FOCUSABLE = 'button:not([disabled]), input, textarea, select, a[href], [tabindex]:not([tabindex="-1"])';

function cycle(step: number): void {
  const here = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'];
  const at = REGIONS.findIndex((region) => region === here);
  const next = REGIONS[(at + step + REGIONS.length) % REGIONS.length] ?? 'sheet';
  const region = document.querySelector<HTMLElement>(`[data-region="${next}"]`);
  const target =
    region?.matches('[data-focus]') === true
      ? region
      : (region?.querySelector<HTMLElement>('[data-focus]') ?? region?.querySelector<HTMLElement>(FOCUSABLE));
  target?.focus();
}

/** Whether the key belongs to a field in which text is being typed. */
function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLTextAreaElement) return !target.classList.contains('ready');
  return target instanceof HTMLInputElement && target.type === 'text';
}

/** Hears every key but while another screen is on show: what is kept alive behind it is deaf. */
function whileShown(down: (event: KeyboardEvent) => void): void {
  const hear = () => window.addEventListener('keydown', down, true);
  const deaf = () => window.removeEventListener('keydown', down, true);
  // What lies deeper in a screen that came later than its place is mounted, but never activated.
  onMounted(hear);
  onActivated(hear);
  onDeactivated(deaf);
  onBeforeUnmount(deaf);
}

/** A dialog has its own keys; an input method has the first word on every key. */
function taken(event: KeyboardEvent): boolean {
  return event.isComposing || document.querySelector('.el-overlay:not([style*="none"])') !== null;
}

/**
 * Ctrl+F goes to a table's own search, as only the rows in sight are there for the browser's;
 * pressed once more inside it, it is the browser's again.
 */
export function useFindKey(field: Readonly<Ref<HTMLInputElement | null>>): void {
  function down(event: KeyboardEvent): void {
    const find = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
    if (!find || taken(event) || field.value === null || document.activeElement === field.value) return;
    event.preventDefault();
    field.value.select();
    field.value.focus();
  }
  whileShown(down);
}

export function useShortcuts(bench: Workbench): void {
  const { sheet } = bench;
  const dialogs = useDialogs();

  const run = (work: Promise<unknown>): void => {
    work.catch(() => undefined);
  };

  /** Does what the key stands for; false if it stands for nothing here. */
  function act(event: KeyboardEvent): boolean {
    const ctrl = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (event.key === 'F8') {
      run(bench.walk(event.shiftKey ? -1 : 1));
    } else if (event.key === 'F6') {
      cycle(event.shiftKey ? -1 : 1);
    } else if (ctrl && event.shiftKey && event.key === 'Enter') {
      if (sheet.overview.value.counts.safe_fixes > 0) run(sheet.fixAllSafe());
    } else if (event.altKey && event.key === 'Enter') {
      run(bench.takeFix());
    } else if (ctrl && key === 'f') {
      bench.searchAsked.value += 1;
    } else if (ctrl && key === 'p') {
      dialogs.report.value = true;
    } else if (ctrl && key === 's') {
      run(sheet.save('cleaned'));
    } else if (typing(event.target)) {
      return false;
    } else if (ctrl && (key === 'y' || (key === 'z' && event.shiftKey))) {
      run(sheet.redo());
    } else if (ctrl && key === 'z') {
      run(sheet.undo());
    } else if (event.key === '?' && !(event.target instanceof HTMLTextAreaElement)) {
      dialogs.keys.value = true;
    } else {
      return false;
    }
    return true;
  }

  function down(event: KeyboardEvent): void {
    if (taken(event) || !act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  whileShown(down);
}
