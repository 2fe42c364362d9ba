/** Files dropped anywhere, tables pasted anywhere. */
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

import { pastedText } from '../text/pasted';
import type { Desk } from './desk';
import { dropped } from './files';
import type { Reviewer } from './reviewer';
import { toast } from './toast';

/** Whether clipboard text is a table: at least two columns, and a line that isn't the only one. */
export function looksLikeTable(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length >= 2 && lines.some((line) => line.includes('\t'));
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=file]), textarea, [contenteditable=true]') !== null
  );
}

/** Says that what was pasted has no cells. */
export function tellNoTable(picture: boolean): void {
  const what = picture ? '是一张图片，看不出格子' : '不是一张表';
  toast(`剪贴板里${what}。请在 Excel 或 WPS 里选中整张表，复制后再粘贴。`);
}

export function useIncoming(
  desk: Desk,
  { take, look }: Pick<Reviewer, 'take' | 'look'>,
): { dragging: Ref<boolean> } {
  const dragging = ref(false);

  function over(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    dragging.value = true;
  }

  function leave(event: DragEvent): void {
    if (event.relatedTarget === null) dragging.value = false;
  }

  function drop(event: DragEvent): void {
    dragging.value = false;
    const data = event.dataTransfer;
    if (data === null || data.files.length === 0) return;
    event.preventDefault();
    void dropped(data).then(take);
  }

  function paste(event: ClipboardEvent): void {
    const [file] = Array.from(event.clipboardData?.files ?? []);
    const text = pastedText(event.clipboardData);
    const table = looksLikeTable(text);
    // A table copied in Excel comes as text and as a picture; the text is the table.
    if (takesText(event.target) && !table) return;
    // The sheet, its formula bar and dialogs take their own pastes.
    if (event.target instanceof HTMLElement && event.target.closest('.el-dialog, .celledit, .fx') !== null)
      return;
    if (table) {
      event.preventDefault();
      void desk.openText(text);
    } else if (file !== undefined && !file.type.startsWith('image/')) {
      event.preventDefault();
      void look(file);
    } else if (file !== undefined || text.trim() !== '') {
      tellNoTable(file !== undefined);
    }
  }

  onMounted(() => {
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
    window.removeEventListener('paste', paste);
  });
  return { dragging };
}
