import { expect, test } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

test('a form with mistakes is checked, shown and mended', async ({ page }) => {
  await page.goto('/');
  await page.locator('input[type=file]').first().setInputFiles(fixture('mistakes-15.xlsx'));
  await expect(page.getByText(/需要改正 \d+ 处/).first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('购物卡').first()).toBeVisible();
  await page.screenshot({ path: 'test-results/clerk.png' });
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await expect(page.getByText(/已安全修正 \d+ 格/).first()).toBeVisible();
  await page.screenshot({ path: 'test-results/mended.png' });
});

for (const [name, code] of [
  ['not-a-table.xlsx', 'R001'],
  ['encrypted.xlsx', 'R002'],
  ['truncated.xlsx', 'R003'],
  ['empty.csv', 'R005'],
] as const) {
  test(`${name} is refused kindly with ${code}`, async ({ page }) => {
    await page.goto('/');
    await page.locator('input[type=file]').first().setInputFiles(fixture(name));
    await expect(page.getByText(code).first()).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('您的文件没有任何改动').first()).toBeVisible();
  });
}
