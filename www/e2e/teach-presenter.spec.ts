/** An open sheet told to a class: masked, one problem at a time, and filled in while checks answer. */
import { expect, test, type Page } from '@playwright/test';

import { clean } from './axe';
import { cell, fixture, onDay, openFile, select, verdict } from './helpers';

const board = (page: Page) => page.getByRole('region', { name: '表格' });

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await onDay(page, '2021-02-20');
  await openFile(page, fixture('mistakes-15.xlsx'));
});

test('a problem is shown bare, then told, then mended; by keyboard alone', async ({ page }) => {
  await page.getByText('证号脱敏').click();
  await expect(page.getByRole('switch', { name: '证号脱敏' })).not.toBeChecked();
  await page.keyboard.press('F9');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('第 1 处，共 16 处');
  await expect(page.getByText('大家先看看，错在哪里')).toBeVisible();
  await clean(page);

  // The wrong total: it has a mend on offer.
  for (let at = 2; !(await heading.innerText()).includes('J17'); at += 1) {
    await page.keyboard.press('ArrowDown');
    await expect(heading).toContainText(`第 ${at} 处`);
  }
  await expect(board(page)).toContainText('合计');
  await expect(page.getByText('合计与各行相加不符')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.answer')).toContainText('合计');
  await expect(page.getByRole('heading', { name: '怎么改' })).toBeHidden();
  const lesson = page.getByRole('complementary', { name: '说明' });
  await expect(lesson.getByRole('link', { name: /条$/ })).toHaveAttribute('href', /^#第.+条$/);
  await expect(lesson.locator('.eg .bad')).toBeVisible();
  // A presenter's remote goes on, and back again.
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: '怎么改' })).toBeVisible();
  await expect(lesson.locator('.eg .good')).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(page.getByRole('heading', { name: '怎么改' })).toBeHidden();
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: '怎么改' })).toBeVisible();
  await clean(page);
  await page.getByRole('button', { name: '改成这个' }).click();
  await expect(page.locator('.answer')).toContainText('改好了');
  await page.keyboard.press('PageDown');
  await expect(heading).toContainText('共 15 处');
  await expect(page.getByText('大家先看看，错在哪里')).toBeVisible();

  // No whole number is on the wall, though the desk showed them.
  expect(await page.locator('.stagewrap').innerText()).not.toMatch(/\d{15}/);
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toContainText('需要改正 9 处');
  await expect(page.getByRole('switch', { name: '证号脱敏' })).toBeChecked();
});

test('a blank form tells from the first moment which column is filled in', async ({ page }) => {
  await page.goto('#教学');
  await page.getByRole('button', { name: /现场填一张/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('B5', { timeout: 30_000 });
  await expect(board(page).getByRole('columnheader', { name: /姓名/ })).toBeVisible();
  await expect(board(page).getByRole('row')).toHaveCount(5);
});

test('filled in before the class: each cell is checked as it is typed', async ({ page }) => {
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: '现场填' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('B5');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(heading).toContainText('身份证号');
  await page.keyboard.type('310101196803120021');
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer')).toContainText('校验码');
  await clean(page);
  await page.keyboard.type('310101196803120025');
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer')).toContainText('没有问题');
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await expect(heading).toContainText('D5');
  // The bar is reached without a mouse, and left again.
  await page.keyboard.press('F6');
  await expect(page.locator('.tbar :focus')).toHaveCount(1);
  await page.keyboard.press('F6');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.lines .foc')).toBeVisible();
  await page.keyboard.press('F9');
  await select(page, 'D5');
  await expect(cell(page, 'D5')).toHaveText('310***********0025');
});

test('larger type is a switch, and all fits at 200 %', async ({ page }) => {
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: '字再大些' }).click();
  const size = await board(page).evaluate((it) => parseFloat(getComputedStyle(it).fontSize));
  await page.getByRole('button', { name: '字小一些' }).click();
  expect(await board(page).evaluate((it) => parseFloat(getComputedStyle(it).fontSize))).toBeLessThan(size);
  await page.setViewportSize({ width: 683, height: 384 });
  await clean(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(683);
});

test('what a class reads from the back is as large as the wall allows, and all in view', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto('#教学');
  await page.getByRole('button', { name: /现场填一张/ }).click();
  await page.locator('.pen:focus').waitFor({ state: 'attached', timeout: 30_000 });
  await page.keyboard.type('张三等5人');
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer.err')).toBeInViewport({ ratio: 1 });
  const size = await page.locator('td.foc').evaluate((it) => parseFloat(getComputedStyle(it).fontSize));
  expect(size).toBeGreaterThan(30);
});

test('what was just done is told over the file name, never over the ways to tell', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto('#教学');
  await page.getByRole('button', { name: /现场填一张/ }).click();
  await page.locator('.pen:focus').waitFor({ state: 'attached', timeout: 30_000 });
  await page.keyboard.type('张三');
  await page.keyboard.press('Enter');
  const toast = page.locator('.el-message.toast');
  await expect(toast).toBeVisible();
  // It comes down from above.
  await expect(async () => {
    const told = await toast.boundingBox();
    const ways = await page.getByRole('group', { name: '讲法' }).boundingBox();
    expect(told?.y).toBeGreaterThanOrEqual(0);
    expect((ways?.x ?? NaN) + (ways?.width ?? NaN)).toBeLessThan(told?.x ?? NaN);
    const show = await page.getByRole('button', { name: '显示号码' }).boundingBox();
    expect(show?.x ?? NaN).toBeGreaterThan((told?.x ?? NaN) + (told?.width ?? NaN));
  }).toPass({ timeout: 10_000 });
});

test('the columns a problem has to do with are on the board, wherever they stand', async ({ page }) => {
  await page.keyboard.press('F9');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('第 1 处');
  for (let at = 2; !(await heading.innerText()).includes('S11'); at += 1) {
    await page.keyboard.press('ArrowDown');
    await expect(heading).toContainText(`第 ${at} 处`);
  }
  // Nobody has signed for what was given in cash: the column that says so is four before.
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.answer')).toContainText('签字');
  await expect(board(page).getByRole('columnheader', { name: /发放方式/ })).toBeVisible();
  await expect(board(page).locator('td.rel')).toHaveCount(1);
});

test('numbers typed into a blank form are masked until they are asked for', async ({ page }) => {
  await page.goto('#教学');
  await page.getByRole('button', { name: /现场填一张/ }).click();
  await page.locator('.pen:focus').waitFor({ state: 'attached', timeout: 30_000 });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('310101196803120025');
  await page.keyboard.press('Enter');
  await expect(page.locator('td.foc')).toContainText('310***********0025');
  await page.getByRole('button', { name: '显示号码' }).click();
  await expect(page.locator('td.foc')).toContainText('310101196803120025');
  await expect(page.getByText('号码全部显示，请用虚构的')).toBeVisible();
  await expect(page.locator('.pen')).toBeFocused();
  await page.getByRole('button', { name: '号码打码' }).click();
  await expect(page.locator('td.foc')).toContainText('310***********0025');
  // It is for what the class makes up: a form that was opened has no such button.
  await page.keyboard.press('F9');
  await openFile(page, fixture('mistakes-15.xlsx'));
  await page.keyboard.press('F9');
  await expect(page.getByText('证号、账号已打码')).toBeVisible();
  await expect(page.getByRole('button', { name: '显示号码' })).toHaveCount(0);
});
