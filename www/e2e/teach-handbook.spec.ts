/** The rule handbook: linked to from findings, searched, gone through with Back, printed. */
import { expect, test, type Page } from '@playwright/test';

import { BUILDS } from './builds';
import { dropFiles, fixture, list, onDay, openFile, sheetDrawn, verdict } from './helpers';

function title(page: Page) {
  return page.getByRole('main').getByRole('heading', { level: 1 });
}

for (const build of BUILDS) {
  test(`from a finding to its rule and back, the sheet as it was: ${build.name}`, async ({ page }) => {
    await onDay(page, '2021-02-20');
    await page.goto(build.url);
    await dropFiles(page, [fixture('mistakes-15.xlsx')]);
    await sheetDrawn(page);
    const problem = list(page).getByRole('option').nth(3);
    await problem.click();
    const code = await problem.locator('.code').innerText();
    const place = await problem.locator('.addr').innerText();
    await expect(page.locator('.fx .a')).toHaveText(place);
    await page.getByRole('link', { name: `${code} 手册` }).click();
    await expect(page).toHaveURL(new RegExp(`#${code}$`));
    await expect(title(page)).toBeFocused();
    await expect(page.getByRole('navigation', { name: '规则目录' }).locator('[aria-current]')).toContainText(
      code,
    );
    for (const heading of ['什么问题', '为什么', '怎么改', '例'])
      await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
    await expect(page.getByRole('complementary', { name: '与这一条有关' })).toContainText('您的表里有');

    await page.goBack();
    await expect(verdict(page)).toContainText('需要改正 10 处');
    await expect(page.locator('.fx .a')).toHaveText(place);
    await expect(problem).toHaveAttribute('aria-selected', 'true');
  });

  test(`an address with a rule opens at it, one with an unknown rule says so: ${build.name}`, async ({
    page,
  }) => {
    await page.goto(`${build.url}#P206`);
    await expect(title(page)).toHaveText('身份证号末几位已丢失');
    await page.goto(`${build.url}#P999`);
    await expect(title(page)).toHaveText('没有 P999 这一条');
    await page.getByRole('link', { name: '看全部规则' }).click();
    await expect(title(page)).toHaveText('规则手册');
  });
}

test('rules are found by words, codes and articles, and filtered by severity', async ({ page }) => {
  await page.goto('#手册');
  const main = page.getByRole('main');
  const rows = main.locator('.index tbody tr');
  await expect(rows.first()).toBeVisible();
  const all = await rows.count();
  expect(all).toBeGreaterThan(100);
  const search = page.getByRole('searchbox');
  await search.fill('校验码');
  await expect(main.getByRole('link', { name: '身份证号校验码不对' })).toBeVisible();
  await expect.poll(() => rows.count()).toBeLessThan(20);
  await search.fill('p206');
  await expect(rows).toHaveCount(1);
  await search.fill('第十六条 现金');
  await expect(rows.first()).toBeVisible();
  await search.fill('没有这样的词');
  await expect(rows).toHaveCount(0);
  await main.getByRole('button', { name: '看全部规则' }).click();
  await expect(rows).toHaveCount(all);

  await page.getByRole('button', { name: '提示', exact: true }).click();
  await expect(rows.filter({ hasText: '提示' })).toHaveCount(0);
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await page.getByRole('button', { name: '改正', exact: true }).click();
  // The last one off brings all back: nothing to see helps nobody.
  await page.getByRole('button', { name: '说明', exact: true }).click();
  await expect(rows).toHaveCount(all);
});

test('from a rule to its places in the open sheet', async ({ page }) => {
  await onDay(page, '2021-02-20');
  await openFile(page, fixture('mistakes-15.xlsx'));
  await page.getByRole('link', { name: '规则手册' }).click();
  await page.getByRole('searchbox').fill('A110');
  await page.getByRole('main').getByRole('row').getByRole('link').click();
  await page.getByRole('button', { name: /J17，去看看/ }).click();
  await expect(verdict(page)).toBeVisible();
  await expect(page.locator('.fx .a')).toHaveText('J17');
  await expect(page.getByRole('region', { name: '说明' })).toContainText('A110');
});

test('by keyboard alone, and the keys of the sheet are off meanwhile', async ({ page }) => {
  await onDay(page, '2021-02-20');
  await openFile(page, fixture('mistakes-15.xlsx'));
  await page.getByRole('link', { name: '规则手册' }).focus();
  await page.keyboard.press('Enter');
  await expect(title(page)).toBeFocused();
  await page.keyboard.press('Control+Shift+Enter');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('link', { name: /回到/ }).focus();
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('需要改正 10 处');
});

test('the booklet is printed with all its examples, though no rule was looked at before', async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.body.dataset['printed'] = document.querySelector('.booklet')?.textContent ?? '';
    };
  });
  await page.goto('#手册');
  await page.getByRole('button', { name: '打印整本手册' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', /暖表会说/, { timeout: 30_000 });
  await expect(page.locator('body')).not.toHaveAttribute('data-printed', /正在做例子/);
});

test('printed: one rule, or all of them as a booklet', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto('#P203');
  await expect(title(page)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.hbnav')).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  const one = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(one.match(/\/Type \/Page\b/g)).toHaveLength(1);

  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: '打印整本手册' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.booklet article')).toHaveCount(130);
  await expect(page.locator('.hb')).toBeHidden();
  const all = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = all.match(/\/Type \/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(30);
  // Rules follow each other down a page: with one on each there were more pages than rules.
  expect(pages).toBeLessThan(110);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('.booklet')).toHaveCount(0);
});
