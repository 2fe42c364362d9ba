/** The main job: a form with planted mistakes, from the file to a clean one. */
import { expect, test } from '@playwright/test';

import {
  cell,
  checkedByCli,
  expectProblems,
  exported,
  fixture,
  list,
  onDay,
  openFile,
  problems,
  verdict,
} from './helpers';

/** What was planted in `mistakes-15.xlsx`, and where. */
const PLANTED = [
  'H103 I3',
  'P203 D5',
  'M105 N5',
  'B112 R6',
  'G103 K7',
  'P206 D8',
  'A105 J8',
  'P402 D9',
  'B103 R10',
  'S101 S11',
  'P211 D12',
  'C105 G13',
  'D104 I14',
  'B106 R16',
  'A110 J17',
];
/** Of these, what is only another way of writing, and so mended at a click. */
const SAFE = ['M105 N5', 'B112 R6', 'A105 J8', 'P211 D12', 'D104 I14'];
/** A seal can't be put into a file; every form without one is reminded of it. */
const SEAL = 'H109 A2';
const TODAY = '2021-02-20';

test.use({ viewport: { width: 2200, height: 900 } });
test.beforeEach(async ({ page }) => {
  await onDay(page, TODAY);
  await openFile(page, fixture('mistakes-15.xlsx'));
});

test('all planted mistakes are listed, each at its cell, and marked there', async ({ page }) => {
  await expect(verdict(page)).toContainText('需要改正 10 处');
  await expectProblems(page, [...PLANTED, SEAL]);
  for (const planted of PLANTED) {
    const address = planted.split(' ')[1] ?? '';
    await expect(cell(page, address)).toHaveClass(/\bm (err|warn|note)\b/);
  }
  await expect(cell(page, 'D6')).not.toHaveClass(/\bm\b/);
});

test('choosing a problem goes to its cell and tells what, why and how', async ({ page }) => {
  await list(page).getByRole('option', { name: /D8/ }).click();
  await expect(page.locator('.fx .a')).toHaveText('D8');
  const detail = page.getByRole('region', { name: '说明' });
  await expect(detail).toContainText('末几位');
  await expect(detail).toContainText('第十一条');
  await page.keyboard.press('F8');
  await expect(page.locator('.fx .a')).not.toHaveText('D8');
});

test('all that is safe is mended, undone and redone', async ({ page }) => {
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await expect(page.getByText('已安全修正 5 格。金额与人数没有变。')).toBeVisible();
  await expect(page.getByRole('button', { name: /全部安全修正/ })).toBeHidden();
  const left = [...PLANTED, SEAL].filter((planted) => !SAFE.includes(planted));
  await expectProblems(page, left);
  await expect(cell(page, 'I14')).toHaveText('2021-02-05');

  await page.getByRole('button', { name: /撤销 Ctrl/ }).click();
  await expect(cell(page, 'I14')).toContainText('2021年2月5日');
  await expectProblems(page, [...PLANTED, SEAL]);
  await page.getByRole('button', { name: /重做 Ctrl/ }).click();
  await expect(cell(page, 'I14')).toHaveText('2021-02-05');
});

test('one of the mends is reverted from the list of changes, the others stay', async ({ page }) => {
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await page.getByRole('button', { name: /已改 5 处/ }).click();
  const dialog = page.getByRole('dialog', { name: /修改记录/ });
  await dialog.getByRole('button', { name: '还原 I14' }).click();
  await expect(dialog.getByRole('button', { name: '还原 I14' })).toBeHidden();
  await dialog.getByRole('button', { name: '知道了' }).click();
  await expect(cell(page, 'I14')).toContainText('2021年2月5日');
  await expect(page.getByRole('button', { name: /已改 4 处/ })).toBeVisible();
});

test('the cleaned workbook shows only what must be done by hand', async ({ page }, info) => {
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await expect(page.getByText(/已安全修正/)).toBeVisible();
  const download = await exported(page, () => page.keyboard.press('Control+s'));
  expect(download.suggestedFilename()).toBe('浦江机电厂工会委员会_送温暖实名制汇总表_核验后_20210220.xlsx');
  const file = info.outputPath('cleaned.xlsx');
  await download.saveAs(file);
  await expect(page.getByRole('button', { name: /已改 5 处 · 已导出/ })).toBeVisible();

  const codes = (found: string[]): string[] => found.map((it) => it.split(' ')[0] ?? '').sort();
  // Sums are made anew in the cleaned workbook, so the wrong one is gone with the safe mends.
  const byHand = [...PLANTED, SEAL].filter((it) => !SAFE.includes(it) && it !== 'A110 J17');
  expect(codes(checkedByCli(file, TODAY).map((finding) => finding.code))).toEqual(codes(byHand));

  await openFile(page, file);
  expect(codes(await problems(page))).toEqual(codes(byHand));
});

test('hidden rows are shown when asked for, on record, and hidden again by undo', async ({ page }) => {
  await openFile(page, fixture('odd-hidden.xlsx'));
  const before = await problems(page);
  await list(page).getByRole('option', { name: /F006/ }).click();
  const detail = page.getByRole('region', { name: '说明' });
  await expect(detail).toContainText('隐藏');
  // What is mended stands elsewhere, and is named.
  await expect(detail.locator('.ba small').first()).toHaveText(/^现在 第/);
  await detail.getByRole('button', { name: '改成这个' }).click();
  await expect(list(page).getByRole('option', { name: /F006/ })).toHaveCount(0);

  await page.getByRole('button', { name: /已改/ }).click();
  const dialog = page.getByRole('dialog', { name: /修改记录/ });
  await expect(dialog).toContainText('第 7 行');
  await expect(dialog).toContainText('显示');
  await dialog.getByRole('button', { name: '知道了' }).click();

  await page.getByRole('button', { name: /撤销 Ctrl/ }).click();
  await expect(list(page).getByRole('option', { name: /F006/ })).toHaveCount(1);
  await expectProblems(page, before);
});
