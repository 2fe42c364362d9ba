/** A short word at the foot of the page, with one thing to do about it. */
import { h } from 'vue';

import { ElMessage } from '../element';

export interface ToastAction {
  label: string;
  run: () => void;
}

const SHOWN_MS = 6000;
/** Above what stands at the foot of the screen: the sheet's tabs, or the steps of a lesson. */
function offset(): number {
  const foot = document.querySelector<HTMLElement>('.steprow, .tabs');
  return (foot?.offsetHeight ?? 0) + 12;
}

export function toast(text: string, action?: ToastAction): void {
  ElMessage.closeAll();
  const shown = ElMessage({
    customClass: 'toast',
    duration: SHOWN_MS,
    placement: 'bottom-left',
    offset: offset(),
    message: h('span', { class: 'toast-line' }, [
      h('span', text),
      action === undefined
        ? null
        : h(
            'button',
            {
              type: 'button',
              onClick: () => {
                shown.close();
                action.run();
              },
            },
            action.label,
          ),
    ]),
  });
}

/** A word that stays until what it speaks of is over: call what comes back. */
export function toastUntil(text: string): () => void {
  ElMessage.closeAll();
  const shown = ElMessage({
    customClass: 'toast',
    duration: 0,
    placement: 'bottom-left',
    offset: offset(),
    message: h('span', { class: 'toast-line', role: 'status' }, text),
  });
  return () => shown.close();
}
