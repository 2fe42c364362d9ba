/** Journey A without a mouse: every step by key, the focus always somewhere and always seen. */
import { expect, test, type Locator, type Page } from '@playwright/test';

import { atFirstProblem, cell, exported, list, sheetDrawn, verdict } from './helpers';

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

/** Fails unless the focus is on something, and drawn there. */
async function focusSeen(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const at = document.activeElement;
        if (at === null || at === document.body) return 'the focus is nowhere';
        const drawn = (element: Element | null | undefined): boolean => {
          if (element === null || element === undefined) return false;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
        };
        // Who stands for an element that is focused but not seen itself.
        const stand = at.matches('.celledit.ready')
          ? document.querySelector('.rgCell.cur')
          : at.matches('.plist')
            ? at.querySelector('[aria-selected=true]')
            : at.matches('.find input')
              ? at.closest('.find')
              : at.matches('.el-switch__input')
                ? at.nextElementSibling
                : at;
        return drawn(stand) ? 'seen' : `not seen on ${at.outerHTML.slice(0, 120)}`;
      }),
    )
    .toBe('seen');
}

/** Goes on by Tab until the focus is there; each stop on the way must be seen. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  let around = 0;
  for (let stops = 0; stops < 60; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    // Past the page's end the focus is the browser's, once, before it begins anew.
    const outside = await page.evaluate(() => document.activeElement === document.body);
    if (outside && around === 0) around += 1;
    else await focusSeen(page);
  }
  throw new Error(`${String(target)} is not reached by ${key}`);
}

const address = (page: Page): Locator => page.locator('.fx .a');
const editor = (page: Page): Locator => page.locator('.celledit');
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

/** Opens the example with mistakes. */
async function openExample(page: Page): Promise<void> {
  await page.goto('');
  await tabTo(page, button(page, '打开一份有错的示例'));
  await page.keyboard.press('Enter');
  await sheetDrawn(page);
  // Whoever opens a sheet is in it.
  await expect(editor(page)).toBeFocused();
  await focusSeen(page);
}

test('a table is pasted and checked by key alone', async ({ page }) => {
  await page.goto('');
  await tabTo(page, button(page, /粘贴表格/));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '粘贴到这里' })).toBeFocused();
  await focusSeen(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button(page, /粘贴表格/)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '粘贴到这里' })).toBeFocused();
  await page.keyboard.insertText('姓名\t身份证号\t慰问金额\n陈桂芳\t310101196803120021\t1000\n');
  await tabTo(page, button(page, '核对这张表'));
  await page.keyboard.press('Enter');
  await sheetDrawn(page);
  await expect(editor(page)).toBeFocused();
});

test('problems are walked, mended and undone', async ({ page }) => {
  await openExample(page);
  await expect(verdict(page)).toContainText('需要改正');
  await atFirstProblem(page);
  const first = await address(page).innerText();
  await page.keyboard.press('F8');
  await expect(address(page)).not.toHaveText(first);
  await page.keyboard.press('Shift+F8');
  await expect(address(page)).toHaveText(first);
  await expect(editor(page)).toBeFocused();

  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByText(/已安全修正/)).toBeVisible();
  await expect(button(page, /已改 \d+ 处 · 未导出/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(button(page, '还没有改动')).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(button(page, /已改 \d+ 处 · 未导出/)).toBeVisible();
  await focusSeen(page);

  // The list by its own keys, and Enter to the cell.
  await page.keyboard.press('F6');
  await expect(list(page)).toBeFocused();
  await focusSeen(page);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  const chosen = list(page).getByRole('option', { selected: true });
  await expect(chosen).toBeInViewport();
  const at = await chosen.locator('.addr').innerText();
  await page.keyboard.press('Enter');
  await expect(editor(page)).toBeFocused();
  await expect(address(page)).toHaveText(at);
});

test('a cell is written, and the sheet is one stop that Tab walks through and leaves', async ({ page }) => {
  await openExample(page);
  await page.keyboard.press('Control+Home');
  for (let row = 1; row < 6; row += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(address(page)).toHaveText('B6');
  await page.keyboard.type('王芳');
  await page.keyboard.press('Tab');
  await expect(cell(page, 'B6')).toHaveText('王芳');
  await expect(address(page)).toHaveText('C6');
  await focusSeen(page);
  await page.keyboard.press('F2');
  await page.keyboard.type('性');
  await page.keyboard.press('Escape');
  await expect(cell(page, 'C6')).toHaveText('男');
  await page.keyboard.press('Delete');
  await expect(cell(page, 'C6')).toHaveText(/^，必须改正$|^$/);
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'C6')).toHaveText('男');

  expect(await page.locator('#sheet').evaluate((it) => it.querySelectorAll('[tabindex="0"]').length)).toBe(0);
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await expect(editor(page)).not.toBeFocused();
  await focusSeen(page);
  await page.keyboard.press('Shift+Tab');
  await expect(editor(page)).toBeFocused();
});

test('search and filters, and back to the sheet', async ({ page }) => {
  await openExample(page);
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: '在问题里查找' });
  await expect(field).toBeFocused();
  await focusSeen(page);
  await page.keyboard.type('身份证');
  await expect(page.getByRole('status').filter({ hasText: /^\d+ 处$/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(address(page)).toHaveText(/^D\d+$/);
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(editor(page)).toBeFocused();

  const options = list(page).getByRole('option');
  await tabTo(page, button(page, /^提示/));
  await page.keyboard.press('Space');
  await expect(button(page, /^提示/)).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('只看一列')).toBeFocused();
  await focusSeen(page);
  const before = await options.count();
  await page.keyboard.type('D');
  await expect(options).not.toHaveCount(before);
  await expect(options.first()).toContainText(/D\d+/);
  // The list that is empty has a way out, too.
  await tabTo(page, button(page, /^改正/), 'Shift+Tab');
  await page.keyboard.press('Space');
  await tabTo(page, button(page, /^看全部/));
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeVisible();
  await expect(page.locator('body')).not.toBeFocused();
});

test('dialogs close with Escape and give the focus back', async ({ page }) => {
  await openExample(page);
  const there: [Locator, string | RegExp][] = [
    [button(page, /已改|还没有改动/), /修改记录/],
    [button(page, /文件不离开这台电脑/), '隐私与安全'],
    [button(page, '标准'), '核对标准'],
    [button(page, '快捷键'), '快捷键'],
  ];
  for (const [opener, name] of there) {
    await tabTo(page, opener);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await expect.poll(() => dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Tab');
    await focusSeen(page);
    expect(await dialog.evaluate((it) => it.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  }
  await tabTo(page, editor(page));
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog', { name: '核对报告' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(editor(page)).toBeFocused();
});

test('the skip link leads past the bar, F6 around the page', async ({ page }) => {
  await openExample(page);
  const skip = page.getByRole('link', { name: '跳到表格' });
  await tabTo(page, skip, 'Shift+Tab');
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(editor(page)).toBeFocused();
  for (const region of ['list', 'detail', 'bar', 'sheet']) {
    await page.keyboard.press('F6');
    await focusSeen(page);
    const here = page.locator(`[data-region=${region}]`);
    expect(await here.evaluate((it) => it.contains(document.activeElement)), `F6 comes to ${region}`).toBe(
      true,
    );
  }
});

test('it is exported, asked about and closed', async ({ page }) => {
  await openExample(page);
  await page.keyboard.press('Control+Shift+Enter');
  await expect(button(page, /已改 \d+ 处 · 未导出/)).toBeVisible();

  await tabTo(page, button(page, '暖表，回到开始'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: '改动还没有导出' })).toBeVisible();
  await expect(button(page, '先导出')).toBeFocused();
  await focusSeen(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await focusSeen(page);

  const opener = button(page, '导出');
  await tabTo(page, opener);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await focusSeen(page);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem').nth(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menuitem').first()).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  const download = await exported(page, () => page.keyboard.press('Enter'));
  expect(download.suggestedFilename()).toMatch(/核验后/);
  await expect(button(page, /已导出/)).toBeVisible();

  await tabTo(page, button(page, '暖表，回到开始'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
  await focusSeen(page);
});
