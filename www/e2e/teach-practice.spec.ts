/** Exercises: a form is searched and scored, its files are what the command line says they are. */
import { expect, test, type Page } from '@playwright/test';

import { clean } from './axe';
import { BUILDS } from './builds';
import { checkedByCli, exported, onDay } from './helpers';

const grid = (page: Page) => page.getByRole('grid', { name: '练习表' });
const cell = (page: Page, at: string) => grid(page).getByRole('gridcell', { name: new RegExp(`^${at}，`) });
const answers = (page: Page) => page.locator('.answers > li');

async function setUp(page: Page, url: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await onDay(page, '2021-02-20');
  await page.goto(`${url}#练习`);
  await page.getByLabel('表里几个人').fill('6');
  await page.getByLabel('藏几处错').fill('4');
  await page.getByLabel('第几套').fill('7');
}

for (const build of BUILDS) {
  test(`searched, handed in, explained, and done again: ${build.name}`, async ({ page }) => {
    await setUp(page, build.url);
    await clean(page);
    await page.getByRole('button', { name: '开始做' }).click();
    await expect(page.getByRole('heading', { name: '藏了 4 处，已标 0 处' })).toBeVisible({
      timeout: 30_000,
    });
    await clean(page);

    // Nothing marked: nothing found, and every mistake shown at its cell.
    await page.getByRole('button', { name: '交卷' }).click();
    await expect(page.locator('.score')).toHaveText('0 分');
    await expect(answers(page)).toHaveCount(4);
    await clean(page);
    const cells = await answers(page).locator('button.addr').allInnerTexts();
    expect(cells.length).toBeGreaterThan(0);
    for (const at of cells) await expect(cell(page, at)).toHaveAccessibleName(/漏了$/);

    // The same again: all found, one by click and the others by key, and one cell too many.
    await page.getByRole('button', { name: '这一套重做' }).click();
    for (const at of cells) await cell(page, at).click();
    await expect(page.getByRole('heading', { name: `已标 ${cells.length} 处` })).toBeVisible();
    await cell(page, cells[0] ?? '').focus();
    await page.keyboard.press('Space');
    await expect(cell(page, cells[0] ?? '')).not.toHaveAccessibleName(/已标/);
    await page.keyboard.press('Space');
    await expect(cell(page, cells[0] ?? '')).toHaveAccessibleName(/已标$/);
    await cell(page, 'A1').click();
    await page.getByRole('button', { name: '交卷' }).click();
    await expect(page.getByText(`4 处里找到 ${cells.length} 处，多标 1 处`)).toBeVisible();
    for (const at of cells) await expect(cell(page, at)).toHaveAccessibleName(/找对了$/);
    await expect(cell(page, 'A1')).toHaveAccessibleName(/这里没有错$/);

    // The handbook is a look away; the exercise is still there.
    await answers(page).first().getByRole('link').click();
    await expect(page.getByRole('heading', { name: '什么问题' })).toBeVisible();
    await page.goBack();
    await expect(page.locator('.score')).toBeVisible();
  });
}

test('the downloaded form has just these mistakes, and the same number gives the same form', async ({
  page,
}, info) => {
  await setUp(page, '');
  const take = async (): Promise<string[]> => {
    const download = await exported(page, () => page.getByRole('button', { name: '下载练习表' }).click());
    const file = info.outputPath(download.suggestedFilename());
    await download.saveAs(file);
    return checkedByCli(file, '2021-02-20').map(({ code, cell }) => `${code} ${cell ?? ''}`);
  };
  const found = await take();
  expect(found.filter((one) => !one.startsWith('H109'))).toHaveLength(4);
  expect(await take()).toEqual(found);
  await page.getByRole('button', { name: '换一套' }).click();
  expect(await take()).not.toEqual(found);
  const sheet = await exported(page, () => page.getByRole('button', { name: '下载答案' }).click());
  expect(sheet.suggestedFilename()).toMatch(/\.xlsx$/);
});

test('in another layout: searched by eye and key, and scored', async ({ page }) => {
  await setUp(page, '');
  const layout = page.getByLabel('表的样子');
  await expect(layout.getByRole('option')).toHaveCount(7);
  await layout.selectOption({ label: '不从左上角起' });
  await expect(page.getByText('表从 F12 开始')).toBeVisible();
  await page.getByRole('button', { name: '开始做' }).click();
  await expect(page.getByRole('heading', { name: '藏了 4 处，已标 0 处' })).toBeVisible({ timeout: 30_000 });
  // The first cell with something in it has the focus, wherever the form begins.
  await expect(cell(page, 'F12')).toBeFocused();
  await expect(cell(page, 'F12')).toBeInViewport();
  await expect(cell(page, 'G16')).toHaveAccessibleName('G16，姓名');
  await page.getByRole('button', { name: '不做了' }).click();

  await layout.selectOption({ label: '两行表头' });
  await page.getByRole('button', { name: '开始做' }).click();
  await expect(grid(page).getByRole('gridcell', { name: /，慰问情况$/ })).toHaveAttribute('colspan', '4');
  await page.getByRole('button', { name: '交卷' }).click();
  const cells = await answers(page).locator('button.addr').allInnerTexts();
  await page.getByRole('button', { name: '这一套重做' }).click();
  for (const at of cells) await cell(page, at).click();
  await page.getByRole('button', { name: '交卷' }).click();
  await expect(page.locator('.score')).toHaveText('100 分');
});

test('of rules one chooses; what has no room is said in words', async ({ page }) => {
  await setUp(page, '');
  await page.getByText('自己选').click();
  await expect(page.getByRole('button', { name: '开始做' })).toBeDisabled();
  await page.getByRole('searchbox', { name: '搜规则' }).fill('P203');
  await page.getByRole('checkbox').check();
  await page.getByLabel('藏几处错').fill('2');
  await page.getByRole('button', { name: '开始做' }).click();
  await expect(page.getByRole('heading', { name: /^藏了 2 处/ })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: '交卷' }).click();
  await expect(answers(page)).toHaveText([/P203/, /P203/]);
  await page.getByRole('button', { name: '再来一套' }).click();
  await page.getByLabel('表里几个人').fill('3');
  await page.getByLabel('藏几处错').fill('20');
  await page.getByRole('button', { name: '开始做' }).click();
  await expect(page.getByRole('alert')).toContainText('放得下', { timeout: 30_000 });
});
