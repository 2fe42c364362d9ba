/** A short word at the foot of the page, with one thing to do about it. */
import { h } from 'vue';

import { ElMessage } from '../element';

export interface ToastAction {
  label: string;
  run: () => void;
}

const SHOWN_MS = 6000;
/** Above the sheet's tabs; in a lesson over its bar, where nothing is that a class reads. */
function where(): { placement: 'top' | 'bottom-left'; offset: number } {
  if (document.querySelector('.steprow') !== null) return { placement: 'top', offset: 6 };
  return { placement: 'bottom-left', offset: 44 };
}

export function toast(text: string, action?: ToastAction): void {
  ElMessage.closeAll();
  const shown = ElMessage({
    customClass: 'toast',
    duration: SHOWN_MS,
    ...where(),
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
    ...where(),
    message: h('span', { class: 'toast-line', role: 'status' }, text),
  });
  return () => shown.close();
}
