/** What a clerk takes away beside the cleaned workbook: the report, the notice, the blank form. */
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

import { checkedByCli, exported, fixture, onDay, openFile } from './helpers';

test.beforeEach(async ({ page }) => {
  await onDay(page, '2021-02-20');
  await openFile(page, fixture('mistakes-15.xlsx'));
});

async function choose(page: Page, what: RegExp): Promise<void> {
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

test('the report is read, printed and saved, masked as the screen is', async ({ page }, info) => {
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: '核对报告' });
  const report = dialog.frameLocator('iframe');
  await expect(report.locator('body')).toContainText('浦江机电厂工会委员会');
  await expect(report.locator('body')).toContainText('P203');
  await expect(report.locator('body')).not.toContainText('310101196803120021');

  await page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('.report iframe');
    if (frame?.contentWindow) frame.contentWindow.print = () => frame.setAttribute('data-printed', '');
  });
  await dialog.getByRole('button', { name: /打印/ }).click();
  await expect(dialog.locator('iframe[data-printed]')).toBeVisible();

  const download = await exported(page, () => dialog.getByRole('button', { name: '存成网页文件' }).click());
  expect(download.suggestedFilename()).toBe('浦江机电厂工会委员会_送温暖实名制汇总表_核对报告_20210220.html');
  const file = info.outputPath('report.html');
  await download.saveAs(file);
  expect(readFileSync(file, 'utf8')).toContain('P203');
});

test('the notice and the blank form are saved under their names, and the edits stay unsaved', async ({
  page,
}) => {
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await expect(page.getByRole('button', { name: /已改 5 处 · 未导出/ })).toBeVisible();
  const notice = await exported(page, () => choose(page, /公示名单/));
  expect(notice.suggestedFilename()).toBe('浦江机电厂工会委员会_送温暖实名制汇总表_公示_20210220.xlsx');
  const blank = await exported(page, () => choose(page, /标准空白表/));
  expect(blank.suggestedFilename()).toMatch(/\.xlsx$/);
  // Neither holds the corrected table: it can still be lost.
  await expect(page.getByRole('button', { name: /已改 5 处 · 未导出/ })).toBeVisible();
});

test('the own workbook is saved with the mends in it, and with marks', async ({ page }, info) => {
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await expect(page.getByRole('button', { name: /已改 5 处/ })).toBeVisible();
  const mended = await exported(page, () => choose(page, /改好的格子已改/));
  const file = info.outputPath('mended.xlsx');
  await mended.saveAs(file);
  const codes = checkedByCli(file, '2021-02-20').map((finding) => `${finding.code} ${finding.cell}`);
  // At their old cells: the layout is the clerk's own.
  expect(codes).toContain('P203 D5');
  expect(codes).not.toContain('D104 I14');

  const marked = await exported(page, () => choose(page, /标出问题/));
  const notes = info.outputPath('marked.xlsx');
  await marked.saveAs(notes);
  expect(checkedByCli(notes, '2021-02-20').map((finding) => finding.code)).toContain('P203');
});

for (const { file, lost } of [
  { file: 'layout-utf8.csv', lost: '内容都在原来的格里' },
  { file: 'containers/mistakes-15.xls', lost: '字体、边框、图片、公式带不过来' },
]) {
  test(`of ${file} a new workbook is made, and what is lost is said`, async ({ page }, info) => {
    const from = fixture(file);
    await openFile(page, from);
    const found = checkedByCli(from, '2021-02-20').map(({ code, cell }) => `${code} ${cell}`);
    for (const [what, name] of [
      [/改好的格子已改/, '原表修正'],
      [/标出问题/, '标注'],
    ] as const) {
      await page.getByRole('button', { name: '导出', exact: true }).click();
      const item = page.getByRole('menuitem', { name: what });
      await expect(item).toContainText(lost);
      const download = await exported(page, () => item.click());
      expect(download.suggestedFilename()).toMatch(new RegExp(`_${name}_20210220\\.xlsx$`));
      const made = info.outputPath(`${name}.xlsx`);
      await download.saveAs(made);
      // Nothing was mended: every finding stands in its old cell.
      const now = checkedByCli(made, '2021-02-20').map(({ code, cell }) => `${code} ${cell}`);
      expect(found.filter((it) => !now.includes(it))).toEqual([]);
    }
  });
}

test('a cleaned workbook that is opened again says that it is as it was checked', async ({ page }, info) => {
  await expect(page.locator('.ck.receipt')).toBeHidden();
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await expect(page.getByRole('button', { name: /已改 5 处/ })).toBeVisible();
  const cleaned = await exported(page, () => page.keyboard.press('Control+s'));
  const file = info.outputPath('cleaned.xlsx');
  await cleaned.saveAs(file);
  await openFile(page, file);
  await expect(page.locator('.ck.receipt')).toContainText('与核验时一样');
});
