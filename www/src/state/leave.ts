/** Nothing typed is lost without a word: asked before another file, warned before the tab closes. */
import { onBeforeUnmount, onMounted, type ShallowRef } from 'vue';

import { ElMessageBox } from '../element';
import type { OpenSheet } from './session';

/** Asks before an open sheet with unsaved changes is given up. */
export async function confirmLeave(sheet: OpenSheet): Promise<boolean> {
  const { unsaved, edits } = sheet.overview.value;
  if (!unsaved) return true;
  try {
    await ElMessageBox.confirm(
      `您改了 ${edits} 处，还没有导出。换一份表后这些改动不会保留。`,
      '改动还没有导出',
      {
        confirmButtonText: '先导出',
        cancelButtonText: '不要了，换一份',
        distinguishCancelAndClose: true,
        closeOnClickModal: false,
      },
    );
  } catch (action) {
    return action === 'cancel';
  }
  await sheet.save('cleaned');
  return true;
}

/** The browser's own question when the tab is closed or reloaded with unsaved changes. */
export function useLeaveWarning(sheet: Readonly<ShallowRef<OpenSheet | null>>): void {
  const warn = (event: BeforeUnloadEvent) => {
    if (sheet.value?.overview.value.unsaved !== true) return;
    event.preventDefault();
    // Chrome asks for this alone until 119.
    event.returnValue = '1';
  };
  onMounted(() => window.addEventListener('beforeunload', warn));
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn));
}
