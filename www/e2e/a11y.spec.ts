/** For everyone: no serious finding of axe on the screens, light and dark, at 200 % too. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { fixture, openFile, pick, verdict } from './helpers';

/** Fails on anything that axe calls serious or critical; says what and where. */
async function clean(page: Page): Promise<void> {
  // Colours are measured when the page has stopped moving.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))),
  );
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    );
  expect(found).toEqual([]);
}

/** Colours and motion as the system of the user asks for them. */
for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    test.beforeEach(async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: scheme });
    });

    test(`start and its dialogs, ${scheme}`, async ({ page }) => {
      await page.goto('');
      await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
      await clean(page);
      await page.getByRole('button', { name: '这是怎样做到的' }).click();
      await expect(page.getByRole('dialog', { name: '隐私与安全' })).toBeVisible();
      await clean(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.getByRole('button', { name: /粘贴表格/ }).click();
      await expect(page.getByRole('textbox', { name: '粘贴到这里' })).toBeFocused();
      await clean(page);
    });

    test(`busy and refused, ${scheme}`, async ({ page }) => {
      await page.goto('');
      const lines = Array.from({ length: 400_000 }, (_, row) => `陈桂芳,3101011968031${row % 10_000},1000`);
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: '全公司.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(['姓名,身份证号,慰问金额', ...lines].join('\n')),
        });
      await expect(page.getByRole('progressbar')).toBeVisible();
      await clean(page);
      await page.keyboard.press('Escape');
      await pick(page, fixture('encrypted.xlsx'));
      await expect(page.getByRole('main').getByRole('alert')).toContainText('R002');
      await clean(page);
    });

    test(`the workbench at 200 %, and one without problems, ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 683, height: 384 });
      await openFile(page, fixture('mistakes-15.xlsx'));
      await clean(page);
      await page.setViewportSize({ width: 1920, height: 1080 });
      await openFile(page, fixture('perfect.xlsx'));
      await expect(verdict(page)).toHaveText('可以提交');
      await clean(page);
    });
  });
}
