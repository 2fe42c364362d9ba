/** The keys that work anywhere on the workbench. */
import { onActivated, onBeforeUnmount, onDeactivated } from 'vue';

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
    // A dialog has its own keys; an input method has the first word on every key.
    if (event.isComposing || document.querySelector('.el-overlay:not([style*="none"])') !== null) return;
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Kept alive while another screen is on show, the workbench is deaf to keys.
  const deaf = () => window.removeEventListener('keydown', down, true);
  onActivated(() => window.addEventListener('keydown', down, true));
  onDeactivated(deaf);
  onBeforeUnmount(deaf);
}
