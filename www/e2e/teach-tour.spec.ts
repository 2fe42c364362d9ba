/** The policy beside the rules, and the form explained field by field. */
import { expect, test } from '@playwright/test';

import { clean } from './axe';
import { BUILDS } from './builds';
import { verdict } from './helpers';

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

test('from a rule to its article, whole, and back to the rules that rest on it', async ({ page }) => {
  await page.goto('#B104');
  await page
    .getByRole('main')
    .getByRole('link', { name: /第十一条/ })
    .click();
  const article = page.getByRole('region', { name: '第十一条' });
  await expect(article).toBeFocused();
  await expect(article).toBeInViewport();
  await expect(article).toContainText('原则上应通过银行账户发放');
  await article.getByText(/^依据这一条的规则/).click();
  await expect(article.getByRole('link', { name: /^B104/ })).toBeVisible();
  await clean(page);
  await page.getByRole('link', { name: '178 号文件全文' }).click();
  await expect(page.getByRole('main').getByRole('heading', { level: 3, name: /第.+条/ })).toHaveCount(20);
  await page.goto('#附表');
  await expect(page.getByRole('region', { name: '附表' })).toBeInViewport();
});

for (const build of BUILDS) {
  test(`the tour by keyboard alone, left and taken up again: ${build.name}`, async ({ page }) => {
    await page.goto(`${build.url}#教学`);
    await page.getByRole('link', { name: /一格一格学/ }).focus();
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 1 });
    // What the form is for comes before its first field.
    await expect(heading).toContainText('这张表', { timeout: 30_000 });
    await expect(heading).toContainText(/第 1 项，共 1\d 项/);
    await expect(page.getByRole('complementary', { name: '讲解' })).toContainText('走访以后填');
    await clean(page);
    await page.keyboard.press('ArrowRight');
    await expect(heading).toContainText('填报单位');
    await expect(page.locator('.lines .foc')).toBeVisible();
    await clean(page);
    for (const at of [3, 4, 5]) {
      await page.keyboard.press('ArrowRight');
      await expect(heading).toContainText(`第 ${at} 项`);
    }
    await expect(heading).toContainText('身份证号');
    await expect(page.getByRole('complementary', { name: '讲解' })).toContainText('第十一条');
    await expect(page.locator('td.foc')).toBeVisible();

    // The cell may be tried out; what was tried is gone at the next stop.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('同上');
    await page.keyboard.press('Enter');
    await expect(page.locator('.answer.err')).toBeVisible();
    await clean(page);
    await page.keyboard.press('PageDown');
    await expect(heading).toContainText('第 6 项');
    await page.keyboard.press('Shift+Space');
    await expect(heading).toContainText('身份证号');
    await expect(page.locator('.answer')).toContainText('没有问题');
    await page.getByText(/^末位是怎么算出来的/).click();
    await expect(page.getByText(/余 7。余数对应的末位/)).toBeVisible();

    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('培训教学');
    await expect(page.getByText('上次讲到“身份证号”')).toBeVisible();
    await page.reload();
    await page.getByRole('link', { name: /一格一格学/ }).click();
    await expect(heading).toContainText('身份证号', { timeout: 30_000 });
    // All fields, and a place picked on the small form.
    await page.getByRole('button', { name: /^全讲/ }).click();
    await expect(heading).toContainText(/共 3\d 项/);
    await page.keyboard.press('End');
    await expect(page.getByRole('link', { name: '做练习' })).toBeVisible();
  });
}

test('the blank form on the wall, filled in from nothing', async ({ page }) => {
  await page.goto('#教学');
  await page.getByRole('button', { name: /现场填一张/ }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('姓名', { timeout: 30_000 });
  // Before anybody is filled in, the row stands below its titles, and what belongs there beside it.
  await expect(page.getByRole('columnheader', { name: '姓名' })).toBeVisible();
  const lesson = page.getByRole('complementary', { name: '说明' });
  await expect(lesson).toContainText('写真实姓名');
  await page.keyboard.type('张三等5人');
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer.err')).toBeVisible();
  await page.keyboard.type('张三');
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer.ok')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(heading).toContainText('性别');
  await clean(page);
  // What may be chosen is taken with a click.
  for (let at = 0; at < 4; at += 1) await page.keyboard.press('Tab');
  await expect(heading).toContainText('慰问对象类别');
  await lesson.getByRole('button', { name: /^（二）/ }).click();
  await expect(page.locator('td.foc')).toContainText('（二）');
  // Up from the first row is the head: the columns' titles aren't to be filled in.
  await page.locator('td.foc').click();
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.lines .foc')).toBeVisible();
  await expect(heading).toContainText('3');
});

test('an example is opened with one click, or told on the wall', async ({ page }) => {
  await page.goto('#教学');
  await clean(page);
  const example = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: '投影讲解' }) });
  await example.first().getByRole('button', { name: '打开看看' }).click();
  await expect(verdict(page)).toContainText('需要改正');
  await page.goBack();
  await example.first().getByRole('button', { name: '投影讲解' }).click();
  await expect(page.getByText('大家先看看，错在哪里')).toBeVisible();
  await expect(page.getByText('示例人物均为虚构')).toBeVisible();
});

test('in a low window the answer to what was tried is seen whole', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 625 });
  await page.goto('#导览');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('这张表', { timeout: 30_000 });
  for (let stop = 0; stop < 20 && !(await heading.innerText()).includes('身份证号'); stop += 1)
    await page.keyboard.press('PageDown');
  await page.keyboard.type('110105194912310021');
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer.err')).toBeVisible();
  const bottom = await page.locator('.answer').evaluate((it) => it.getBoundingClientRect().bottom);
  const bar = await page.locator('.steprow').evaluate((it) => it.getBoundingClientRect().top);
  expect(bottom).toBeLessThanOrEqual(bar);
});
