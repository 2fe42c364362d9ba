/** For everyone: no serious finding of axe in any state, and the whole way by keyboard alone. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import {
  cell,
  checkedByCli,
  exported,
  fixture,
  list,
  onDay,
  openFile,
  pick,
  sheetDrawn,
  verdict,
} from './helpers';

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

    test(`the workbench and its dialogs, ${scheme}`, async ({ page }) => {
      test.setTimeout(120_000);
      await openFile(page, fixture('mistakes-15.xlsx'));
      await expect(verdict(page)).toContainText('需要改正 10 处');
      await clean(page);
      await list(page).getByRole('option', { name: /D12/ }).click();
      await page.getByRole('button', { name: '为什么安全' }).click();
      await clean(page);
      await page.getByRole('button', { name: /P211/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await clean(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /全部安全修正/ }).click();
      await page.getByRole('button', { name: /已改 5 格/ }).click();
      await expect(page.getByRole('dialog', { name: /修改记录/ })).toBeVisible();
      await clean(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '导出', exact: true }).click();
      await expect(page.getByRole('menuitem').first()).toBeVisible();
      await clean(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '快捷键' }).click();
      await expect(page.getByRole('dialog', { name: /快捷键/ })).toBeVisible();
      await clean(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '暖表，回到开始' }).click();
      await expect(page.getByRole('dialog', { name: '改动还没有导出' })).toBeVisible();
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

test('from the file to the clean one without a mouse', async ({ page }, info) => {
  const today = '2021-02-20';
  await onDay(page, today);
  await page.goto('');
  /** Tabs on until what has the focus is called so; fails if nothing is. */
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const focused = document.activeElement;
        const ring = focused === null ? '' : getComputedStyle(focused).outlineStyle;
        return { name: focused?.getAttribute('aria-label') ?? focused?.textContent ?? '', ring };
      });
      if (!name.test(here.name)) continue;
      expect(here.ring, `the focus on ${here.name} is seen`).not.toBe('none');
      return;
    }
    throw new Error(`Tab never came to ${name.source}.`);
  };

  await tabTo(/选择文件/);
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(fixture('mistakes-15.xlsx'));
  await sheetDrawn(page);
  await expect(verdict(page)).toContainText('需要改正 10 处');

  await page.keyboard.press('Control+Shift+Enter');
  await expect(page.getByText('已安全修正 5 格。')).toBeVisible();

  // To a problem by key; its cell is gone to, and typed over in place.
  await page.keyboard.press('F8');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('D8');
  await expect(list(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F8');
  await page.keyboard.press('Shift+F8');

  /** To a cell with the arrows, from wherever the sheet's cursor is. */
  const goTo = async (address: string): Promise<void> => {
    const place = (text: string): [number, number] => [Number(text.slice(1)), text.charCodeAt(0)];
    const [row, col] = place(address);
    for (let step = 0; step < 60; step += 1) {
      const at = await page.locator('.fx .a').innerText();
      if (at === address) return;
      const [hereRow, hereCol] = place(at);
      const key =
        hereRow !== row
          ? hereRow < row
            ? 'ArrowDown'
            : 'ArrowUp'
          : hereCol < col
            ? 'ArrowRight'
            : 'ArrowLeft';
      await page.keyboard.press(key);
      await expect(page.locator('.fx .a')).not.toHaveText(at);
    }
    throw new Error(`The arrows never came to ${address}.`);
  };
  for (let step = 0; step < 4; step += 1) {
    if (await page.locator('.celledit').evaluate((field) => field === document.activeElement)) break;
    await page.keyboard.press('F6');
  }
  await goTo('D8');
  await page.keyboard.type('310105197508171137');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'D8')).not.toHaveClass(/\bm err\b/);
  await expect(verdict(page)).toContainText('需要改正 9 处');
  await page.keyboard.press('Control+z');
  await expect(verdict(page)).toContainText('需要改正 10 处');
  await page.keyboard.press('Control+y');
  await expect(verdict(page)).toContainText('需要改正 9 处');

  const download = await exported(page, () => page.keyboard.press('Control+s'));
  const file = info.outputPath(download.suggestedFilename());
  await download.saveAs(file);
  const codes = checkedByCli(file, today).map(({ code }) => code);
  expect(codes).toContain('P203');
  expect(codes).not.toContain('P206');

  // In the sheet a question mark is a text like any other.
  await page.keyboard.press('F6');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: /快捷键/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
