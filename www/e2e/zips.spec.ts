/** Zips: one form in one is opened, several are reviewed, and what can't be read is said. */
import { expect as soon, test } from '@playwright/test';

import { dropFiles, fixture, pick, sheetDrawn } from './helpers';

/** A zip takes a worker of its own before the one that reads what lies in it. */
const expect = soon.configure({ timeout: 30_000 });

test('a zip with one form opens as the form', async ({ page }) => {
  await page.goto('');
  await pick(page, fixture('zips/one-form.zip'));
  await sheetDrawn(page);
  await expect(page.getByText('浦江机电厂.xlsx').first()).toBeVisible();
});

test('a zip with several forms is reviewed, each under its path, the locked one with its reason', async ({
  page,
}) => {
  await page.goto('');
  await dropFiles(page, [fixture('zips/several.zip')]);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 份表');
  const rows = page.getByRole('region', { name: '文件' }).getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.filter({ hasText: '锁着的表.xlsx' })).toContainText('R002');
  await expect(rows.filter({ hasText: '名单.csv' })).toContainText('二街道/七组/名单.csv');
  await expect(page.getByText('现场照片')).toHaveCount(0);

  await rows.filter({ hasText: '浦江机电厂.xlsx' }).getByRole('button').first().click();
  await sheetDrawn(page);
  await page.getByRole('button', { name: '审核抽查' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 份表');
});

test('while many files are reviewed, a zip adds its tables, and one that cannot be opened stands there itself', async ({
  page,
}) => {
  await page.goto('');
  await page.getByRole('button', { name: '审核抽查' }).click();
  await page
    .locator('input[type=file][multiple]:not([webkitdirectory])')
    .setInputFiles([fixture('zips/one-form.zip'), fixture('zips/bomb.zip'), fixture('zips/locked.zip')]);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('3 份表');
  const rows = page.getByRole('region', { name: '文件' }).getByRole('row');
  await expect(rows.filter({ hasText: 'bomb.zip' })).toContainText('R004');
  await expect(rows.filter({ hasText: 'locked.zip' })).toContainText('R002');
  await expect(rows.filter({ hasText: '浦江机电厂.xlsx' })).toContainText('one-form.zip/报送');
});

for (const [file, code, words] of [
  ['no-table.zip', 'R001', '这个压缩包里没有表格'],
  ['empty.zip', 'R005', '这个压缩包是空的'],
  ['locked.zip', 'R002', '这个压缩包设了密码'],
  ['bomb.zip', 'R004', '超出了能检查的上限'],
] as const) {
  test(`${file} is refused in words of its own`, async ({ page }) => {
    await page.goto('');
    await pick(page, fixture(`zips/${file}`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(words);
    await expect(page.getByText(code).first()).toBeVisible();
  });
}
