/** A unit's own standards: loaded, changed, used, kept. */
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

import { exported, fixture, list, openFile, verdict } from './helpers';

test.beforeEach(async ({ page }) => {
  await openFile(page, fixture('perfect.xlsx'));
  await page.getByRole('button', { name: '标准' }).click();
});

function dialog(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('dialog', { name: '核对标准' });
}

async function load(page: Page, text: string): Promise<void> {
  await dialog(page)
    .getByLabel('标准文件')
    .setInputFiles({ name: '标准.toml', mimeType: 'text/plain', buffer: Buffer.from(text) });
}

test('a ceiling set in the form is checked at once, named in the verdict and kept in a file', async ({
  page,
}, info) => {
  await expect(dialog(page)).toContainText('正在使用：内置标准');
  await dialog(page).getByLabel('名称').fill('某区工会标准');
  for (const field of await dialog(page)
    .getByLabel(/每次上限$/)
    .all())
    await field.fill('1');
  const download = await exported(page, () => dialog(page).getByRole('button', { name: '存成文件' }).click());
  const file = info.outputPath('standards.toml');
  await download.saveAs(file);
  expect(readFileSync(file, 'utf8')).toContain('livelihood = 1');

  await dialog(page).getByRole('button', { name: '用这个标准核对' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('region', { name: '结论' })).toContainText('某区工会标准');
  await expect(verdict(page)).not.toHaveText('可以提交');
  await expect(list(page).getByRole('option').filter({ hasText: 'A107' }).first()).toBeVisible();

  await page.getByRole('button', { name: '标准' }).click();
  await expect(dialog(page)).toContainText('正在使用：某区工会标准');
  await dialog(page).getByRole('button', { name: '恢复内置标准' }).click();
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toHaveText('可以提交');
});

test('a file with a mistake is refused with its line and column', async ({ page }) => {
  await load(page, 'title = "某区"\n[ceilings]\nyear = "很多"\n');
  await expect(dialog(page).getByRole('alert')).toContainText('第 3 行第 8 列');
  await load(page, 'title = "某区"\n[ceilings]\nyear = 6000\n');
  await expect(dialog(page).getByRole('alert')).toBeHidden();
  await expect(dialog(page).getByLabel('每人每年合计上限')).toHaveValue('6000');
  await dialog(page).getByLabel('集中采购起点').fill('五万');
  await dialog(page).getByRole('button', { name: '用这个标准核对' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('大于零的金额');
});
