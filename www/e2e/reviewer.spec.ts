/** The reviewer: many files at once, what lies between them, a sample, what is taken away. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test, type Page } from '@playwright/test';

import { exported } from './helpers';

/** A second unit's form in which one person of the first stands again. */
const OTHER = `送温暖慰问实名制汇总表（2021年春节）
填报单位（公章）：,申江电器厂工会委员会,,填报日期：,2021-02-10
填报人：,蒋文英,,联系电话：,021-50005678
序号,姓名,性别,身份证号,工作单位,慰问对象类别,慰问事由,慰问日期,慰问金额,合计金额,资金来源,发放方式,开户行,银行账号
1,陈桂芳,女,310101196803120025,总装班,（一）家庭生活困难的职工,家庭收入偏低,2021-02-07,1000,1000,各级工会经费预算安排资金,银行转账,工商银行上海分行,6222020200112233446
合计,,,,,,,,1000,1000,,,,
负责人签字：,秦国平,,经办人签字：,姚建中
`;

async function give(page: Page): Promise<void> {
  const file = (name: string) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: readFileSync(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url))),
  });
  await page.goto('/');
  await page.getByRole('button', { name: '审核抽查' }).click();
  await page
    .locator('input[type=file][multiple]:not([webkitdirectory])')
    .setInputFiles([
      file('perfect.xlsx'),
      file('mistakes-15.xlsx'),
      file('encrypted.xlsx'),
      { name: 'shenjiang.csv', mimeType: 'text/csv', buffer: Buffer.from(OTHER) },
    ]);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 份表', { timeout: 30_000 });
}

test('files are listed with their verdicts, and one that cannot be read with the reason', async ({
  page,
}) => {
  await give(page);
  const rows = page.getByRole('region', { name: '文件' }).getByRole('row');
  await expect(rows).toHaveCount(5);
  await expect(rows.filter({ hasText: 'mistakes-15.xlsx' })).toContainText('需要改正');
  await expect(rows.filter({ hasText: 'encrypted.xlsx' })).toContainText('R002');
  // The sums say which rows they leave out, so that nobody has to wonder.
  await expect(page.getByRole('main')).toContainText('重复报送的 12 行只算一遍');
  await page.getByRole('button', { name: /^读不了 1/ }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'encrypted.xlsx', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('这份表设了打开密码');
  await page.getByRole('button', { name: '回到各份文件' }).click();
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('SHENJIANG');
  await expect(page.getByText('没有这样的文件。')).toBeVisible();
  await page.getByRole('button', { name: '看全部 4 份' }).click();
  await expect(rows).toHaveCount(5);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('SHENJIANG');
  await expect(rows).toHaveCount(2);
});

test('one person in two files is found, and the place opens the file', async ({ page }) => {
  await give(page);
  const cross = page.getByRole('region', { name: '跨文件发现' });
  await expect(cross).toContainText('X201');
  await cross.getByRole('button', { name: /shenjiang.csv D5/ }).click();
  await expect(page.getByText('申江电器厂工会委员会').first()).toBeVisible();
  await page.getByRole('button', { name: '审核抽查' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 份表', { timeout: 30_000 });
});

test('a sample is drawn by its seed and saved as a worksheet; ledger and letters come out', async ({
  page,
}) => {
  await give(page);
  await page.getByRole('button', { name: '抽样' }).click();
  await page.getByLabel('抽多少行').fill('3');
  const panel = page.getByRole('complementary', { name: '抽取核查样本' });
  await expect(panel).toContainText('抽到的 3 行');
  const first = await panel.locator('.drawn').textContent();
  await page.getByLabel(/种子/).fill('another');
  await expect(panel.locator('.drawn')).not.toHaveText(first ?? '');
  const worksheet = await exported(page, () => panel.getByRole('button', { name: '导出核查底稿' }).click());
  expect(worksheet.suggestedFilename()).toMatch(/^送温暖抽查底稿_\d{8}\.xlsx$/);
  for (const [name, file] of [
    [/^台账（CSV）/, '送温暖台账.csv'],
    [/^跨文件发现/, /^跨文件发现_\d{8}\.csv$/],
  ] as const) {
    await page.getByRole('button', { name: '导出', exact: true }).click();
    const made = await exported(page, () => page.getByRole('menuitem', { name }).click());
    expect(made.suggestedFilename()).toMatch(file);
  }
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('menuitem', { name: /^退回修改通知/ }).click();
  const letters = page.getByRole('dialog', { name: '退回修改通知' });
  await expect(letters.frameLocator('iframe').locator('.letter')).toHaveText([/mistakes-15\.xlsx/]);
  const made = await exported(page, () => letters.getByRole('button', { name: '存成网页文件' }).click());
  expect(made.suggestedFilename()).toMatch(/^退回修改通知_\d{8}\.html$/);
});
