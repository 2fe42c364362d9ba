/** Typing, composing, pasting, filtering: the sheet under the hands of a clerk. */
import { expect, test } from '@playwright/test';

import { cell, crashWorkers, fixture, list, openFile, select, verdict } from './helpers';

test.use({ viewport: { width: 2200, height: 900 } });
test.beforeEach(async ({ page }) => {
  await openFile(page, fixture('mistakes-15.xlsx'));
});

test('the verdict follows what is typed, and undo brings it back', async ({ page }) => {
  await expect(verdict(page)).toContainText('需要改正 10 处');
  await select(page, 'G13');
  await page.keyboard.type('（一）家庭生活困难的职工');
  await page.keyboard.press('Enter');
  await expect(page.locator('.fx .a')).toHaveText('G14');
  await expect(verdict(page)).toContainText('需要改正 9 处');
  await expect(cell(page, 'G13')).not.toHaveClass(/\bm err\b/);
  await page.keyboard.press('Control+z');
  await expect(verdict(page)).toContainText('需要改正 10 处');
  await page.keyboard.press('Control+y');
  await expect(verdict(page)).toContainText('需要改正 9 处');
});

test('Escape leaves a cell as it was', async ({ page }) => {
  await select(page, 'B5');
  await page.keyboard.press('F2');
  await page.keyboard.type('改');
  await page.keyboard.press('Escape');
  await expect(cell(page, 'B5')).toHaveText('陈桂芳');
  await expect(page.getByRole('button', { name: '还没有改动' })).toBeVisible();
});

test('a cell opened and left at once keeps its text, whatever the core is busy with', async ({ page }) => {
  await select(page, 'B5');
  // All within one task: the cell's own text cannot be here yet.
  await page.locator('.celledit').evaluate((field: HTMLTextAreaElement) => {
    const press = (key: string): boolean =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('F2');
    press('Enter');
  });
  await expect(page.locator('.fx .a')).toHaveText('B6');
  await select(page, 'B7');
  await page.locator('.celledit').evaluate((field: HTMLTextAreaElement) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true, cancelable: true }));
    field.value = '（大）';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  });
  await expect(cell(page, 'B7')).toContainText('孙志强（大）');
  await expect(cell(page, 'B5')).toHaveText('陈桂芳');
  await expect(page.getByRole('button', { name: /已改 1 处/ })).toBeVisible();
});

test('cells written one after the other, faster than they are checked, are all kept', async ({ page }) => {
  await select(page, 'T5');
  for (let row = 5; row <= 16; row += 1) {
    await page.keyboard.insertText(`备注${row}`);
    await page.keyboard.press('Enter');
  }
  for (let row = 5; row <= 16; row += 1) await expect(cell(page, `T${row}`)).toHaveText(`备注${row}`);
  await expect(page.getByRole('button', { name: /已改 12 处/ })).toBeVisible();
});

test('the field grows with what is written, within the sheet', async ({ page }) => {
  await select(page, 'C6');
  const field = page.locator('.celledit');
  const narrow = await field.boundingBox();
  await page.keyboard.type('说明'.repeat(60));
  const wide = await field.boundingBox();
  expect(wide?.width ?? 0).toBeGreaterThan((narrow?.width ?? 0) * 2);
  expect(await field.evaluate((it) => it.scrollHeight <= it.clientHeight)).toBe(true);
  await page.keyboard.press('Escape');
  await expect(field).toHaveCSS('width', `${narrow?.width ?? 0}px`);

  // In the lowest row there is no room below: it goes up.
  await page.setViewportSize({ width: 2200, height: 640 });
  const row = await page.evaluate(() => {
    const cells = Array.from(
      document.querySelectorAll<HTMLElement>('revogr-data[col-type=rgCol] .rgCell[data-rgcol="2"]'),
    );
    const room = document.querySelector('.celledit')?.parentElement?.getBoundingClientRect().bottom ?? 0;
    const whole = cells.filter((it) => it.getBoundingClientRect().bottom <= room - 12);
    return Math.max(...whole.map((it) => Number(it.dataset['rgrow'])));
  });
  await select(page, `C${row + 1}`);
  await page.keyboard.type('说明'.repeat(60));
  expect(await field.evaluate((it) => it.scrollHeight <= it.clientHeight)).toBe(true);
  const room = await field.evaluate((it) => it.parentElement?.getBoundingClientRect().bottom ?? 0);
  const tall = await field.boundingBox();
  expect((tall?.y ?? 0) + (tall?.height ?? 0)).toBeLessThanOrEqual(room);
});

test('a problem pressed while a cell is being written is the one that is chosen', async ({ page }) => {
  await select(page, 'G13');
  await page.keyboard.type('（一）家庭生活困难的职工');
  // The edit takes one out of the list; what is below moves up under the pointer.
  const below = list(page).getByRole('option', { name: /R16/ });
  await below.hover();
  await page.mouse.down();
  await expect(verdict(page)).toContainText('需要改正 9 处');
  await expect(list(page).getByRole('option', { name: /C105/ })).toHaveCount(0);
  await page.mouse.up();
  await expect(page.locator('.fx .a')).toHaveText('R16');
  await expect(list(page).getByRole('option', { selected: true })).toContainText('R16');
});

test('after a mend by hand the next key leads to the problem that is told of', async ({ page }) => {
  await list(page).getByRole('option', { name: /G13/ }).click();
  await expect(page.locator('.fx .a')).toHaveText('G13');
  await page.getByRole('button', { name: '在格里改' }).click();
  // The cell's own text is on its way; what is selected before it comes is not all.
  await expect(page.locator('.celledit')).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('（一）家庭生活困难的职工');
  await page.keyboard.press('Enter');
  const told = page.getByRole('region', { name: '说明' });
  await expect(told).toContainText('R16');
  await page.keyboard.press('F8');
  await expect(page.locator('.fx .a')).toHaveText('R16');
  await page.keyboard.press('F8');
  await expect(page.locator('.fx .a')).not.toHaveText('R16');
});

test('after a mend by button the sheet goes on to the next problem', async ({ page }) => {
  await list(page).getByRole('option', { name: /J17/ }).click();
  await expect(page.locator('.fx .a')).toHaveText('J17');
  await page.keyboard.press('Alt+Enter');
  await expect(cell(page, 'J17')).toHaveText('10000');
  const next = list(page).getByRole('option', { selected: true });
  await expect(next).not.toContainText('J17');
  await expect(page.locator('.fx .a')).toHaveText(await next.locator('.addr').innerText());
});

test('numbers are masked again when another file is opened', async ({ page }) => {
  await page.getByRole('switch', { name: '证号脱敏' }).press('Space');
  await expect(cell(page, 'D6')).toHaveText(/^310\d{14}2$/);
  await openFile(page, fixture('perfect.xlsx'));
  await expect(page.getByRole('switch', { name: '证号脱敏' })).toBeChecked();
  await expect(cell(page, 'D6')).toHaveText('310***********3012');
});

test('an input method keeps its first key', async ({ page }) => {
  await select(page, 'B5');
  const ime = await page.context().newCDPSession(page);
  await ime.send('Input.imeSetComposition', { text: 'z', selectionStart: 1, selectionEnd: 1 });
  await ime.send('Input.imeSetComposition', { text: 'zhang', selectionStart: 5, selectionEnd: 5 });
  await expect(page.locator('.celledit')).toHaveValue('zhang');
  await ime.send('Input.insertText', { text: '张敏' });
  await page.keyboard.press('Enter');
  await expect(cell(page, 'B5')).toHaveText('张敏');
});

test('a block of cells is pasted as one step', async ({ page }) => {
  await select(page, 'B5');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', '王芳\t女\r\n李强\t男\r\n');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(cell(page, 'B6')).toHaveText('李强');
  await expect(cell(page, 'B5')).toHaveText('王芳');
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'B5')).toHaveText('陈桂芳');
  await expect(cell(page, 'B6')).toHaveText('刘建国');
});

test('a masked number that is copied and pasted in the sheet arrives whole', async ({ page }) => {
  const clipboard = (type: 'copy' | 'paste', text = ''): Promise<string> =>
    page.evaluate(
      ([type, text]) => {
        const data = new DataTransfer();
        if (text !== '') data.setData('text/plain', text);
        document.activeElement?.dispatchEvent(
          new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true }),
        );
        return data.getData('text/plain');
      },
      [type, text] as const,
    );
  await select(page, 'D6');
  const shown = await clipboard('copy');
  expect(shown).toBe('310***********3012');
  await select(page, 'T5');
  await clipboard('paste', shown);
  await expect(cell(page, 'T5')).not.toHaveText('');
  await page.getByRole('switch', { name: '证号脱敏' }).press('Space');
  await expect(cell(page, 'T5')).toHaveText('310104197105063012');
});

test('problems are found by search, column and severity', async ({ page }) => {
  const options = list(page).getByRole('option');
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: '在问题里查找' }).fill('d8');
  await expect(options).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(options).not.toHaveCount(1);

  await page.locator('.rgHeaderCell[data-rgcol="3"]').click();
  await expect(options).toHaveCount(4);
  for (const address of ['D5', 'D8', 'D9', 'D12']) {
    await expect(options.filter({ hasText: address })).toHaveCount(1);
  }
  await page.locator('.rgHeaderCell[data-rgcol="3"]').click();

  await page.getByRole('button', { name: /^改正/ }).click();
  await page.getByRole('button', { name: /^提示/ }).click();
  await expect(page.getByText('筛选后没有问题')).toBeVisible();
  await expect(page.getByRole('region', { name: '说明' })).not.toContainText('没有要改的地方');
  await page.getByRole('button', { name: /看全部 16 处/ }).click();
  await expect(options.first()).toBeVisible();
});

test('only the rows with problems are shown, with their own numbers', async ({ page }) => {
  const numbers = page.locator('revogr-data[col-type=rowHeaders] .rgCell');
  await expect(numbers).toHaveCount(19);
  await page.getByRole('button', { name: '只看有问题的行' }).click();
  // The head as far as the table's header, then the marked rows; 15, 18 and 19 have none.
  const shown = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '16', '17'];
  await expect(numbers).toHaveText(shown);
  // A mended row stays where it is while one works.
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await expect(page.getByText(/已安全修正/)).toBeVisible();
  await expect(numbers).toHaveText(shown);
  await page.getByRole('button', { name: '只看有问题的行' }).click();
  await expect(numbers).toHaveCount(19);
});

test('numbers are masked until asked for', async ({ page }) => {
  await expect(cell(page, 'D6')).toHaveText('310***********3012');
  await page.getByRole('switch', { name: '证号脱敏' }).press('Space');
  await expect(cell(page, 'D6')).toHaveText(/^310\d{14}2$/);
  await page.getByRole('switch', { name: '证号脱敏' }).press('Space');
  await expect(cell(page, 'D6')).toHaveText('310***********3012');
});

test('leaving with unsaved changes is asked about, within the page and by the browser', async ({ page }) => {
  await select(page, 'B5');
  await page.keyboard.type('王芳');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /已改 1 处 · 未导出/ })).toBeVisible();
  await page.getByRole('button', { name: '暖表，回到开始' }).click();
  const question = page.getByRole('dialog', { name: '改动还没有导出' });
  await expect(question).toContainText('您改了 1 处');
  await page.keyboard.press('Escape');
  await expect(cell(page, 'B5')).toHaveText('王芳');

  const asked = page.waitForEvent('dialog');
  // Who stays aborts the navigation.
  const leaving = expect(page.goto('about:blank')).rejects.toThrow('ERR_ABORTED');
  const browsers = await asked;
  expect(browsers.type()).toBe('beforeunload');
  await browsers.dismiss();
  await leaving;
  await expect(cell(page, 'B5')).toHaveText('王芳');
});

test('a core that dies is told at once, with the edits that went with it', async ({ page }) => {
  await select(page, 'G13');
  await page.keyboard.type('（一）家庭生活困难的职工');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('需要改正 9 处');
  await crashWorkers(page);
  const told = page.getByRole('main').getByRole('alert');
  await expect(told).toContainText('核对中断了，已重新开始');
  await expect(told).toContainText('改过的 1 处没能保住');
  await page.getByRole('button', { name: '再试这一份' }).click();
  await expect(verdict(page)).toContainText('需要改正 10 处');
});
