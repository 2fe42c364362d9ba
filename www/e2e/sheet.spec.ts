/** The sheet as the clerk knows it: what stays in view, and where it opens. */
import { expect, test } from '@playwright/test';

import { cell, fixture, openFile, select } from './helpers';

for (const size of [
  { width: 1366, height: 768 },
  { width: 683, height: 384 },
]) {
  test(`a title over all columns stays in view at ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size);
    await openFile(page, fixture('mistakes-15.xlsx'));
    const pane = page.locator('revogr-viewport-scroll.rgCol');
    for (const address of ['A5', 'I5', 'S5']) {
      await select(page, address);
      const words = await cell(page, 'A1')
        .locator('.t')
        .evaluate((element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          const { left, right } = range.getBoundingClientRect();
          return { left, right, whole: element.scrollWidth <= element.clientWidth };
        });
      const view = await pane.evaluate((element) => element.getBoundingClientRect());
      expect(words.whole).toBe(true);
      expect(words.left).toBeGreaterThanOrEqual(view.left);
      expect(words.right).toBeLessThanOrEqual(view.right);
    }
  });
}

test('a sheet opens with its first problem in view', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await openFile(page, fixture('mistakes-15.xlsx'));
  await expect(page.locator('.fx .a')).toHaveText('I3');
  await expect(cell(page, 'I3')).toBeInViewport({ ratio: 1 });
});

test('heading and names stay in view when the sheet is scrolled past them', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 500 });
  await openFile(page, fixture('mistakes-15.xlsx'));
  const names = page.locator('.frozen.names');
  await page.locator('.celledit').focus();
  await page.keyboard.press('Control+End');
  await expect(names.getByText('朱丽萍')).toBeVisible();
  await expect(page.locator('.frozen.head').getByText('领取人签字')).toBeVisible();
  // Where they meet stands the heading of the names.
  await expect(page.locator('.frozen.head > div').last()).toHaveText('姓名');
  // They are as good as the cells they stand for.
  await names.getByText('朱丽萍').click();
  await expect(page.locator('.fx .a')).toHaveText('B16');
  await page.keyboard.press('Control+Home');
  await expect(names).toBeHidden();
  await expect(page.locator('.frozen.head')).toBeHidden();
});
