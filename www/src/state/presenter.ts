/** Presenting: the open sheet told to a class, in large type and masked. */
import { onBeforeUnmount, onMounted, ref, watch } from 'vue';

import type { Desk } from './desk';

/** Problem by problem, or cells filled in while the checks answer. */
export type Telling = 'problems' | 'filling';

export const presenting = ref(false);
export const telling = ref<Telling>('problems');
/** Still larger type, for a large room. */
export const larger = ref(false);

/**
 * Which way a presenter's remote turns: it sends PageDown and PageUp, or the space bar, which is
 * left alone on what it presses.
 */
export function pageTurn(event: KeyboardEvent): -1 | 0 | 1 {
  if (event.key === 'PageDown') return 1;
  if (event.key === 'PageUp') return -1;
  const pressed = event.target instanceof Element && event.target.closest('button, a, summary') !== null;
  if (event.key !== ' ' || pressed) return 0;
  return event.shiftKey ? -1 : 1;
}

export function present(how: Telling): void {
  telling.value = how;
  presenting.value = true;
}

/** F9 begins and ends it, wherever one is on an open sheet. */
export function usePresenterKey(desk: Desk, open: () => boolean): void {
  function down(event: KeyboardEvent): void {
    if (event.key !== 'F9' || event.isComposing || !open()) return;
    event.preventDefault();
    if (presenting.value) presenting.value = false;
    else present('problems');
  }
  onMounted(() => window.addEventListener('keydown', down));
  onBeforeUnmount(() => window.removeEventListener('keydown', down));
  watch(desk.sheet, (sheet) => {
    if (sheet === null) presenting.value = false;
  });
}
