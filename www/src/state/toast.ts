/** A short word at the foot of the page, with one thing to do about it. */
import { h } from 'vue';

import { ElMessage } from '../element';

export interface ToastAction {
  label: string;
  run: () => void;
}

const SHOWN_MS = 6000;

export function toast(text: string, action?: ToastAction): void {
  ElMessage.closeAll();
  const shown = ElMessage({
    customClass: 'toast',
    duration: SHOWN_MS,
    placement: 'bottom-left',
    // Above the sheet's tabs.
    offset: 44,
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
