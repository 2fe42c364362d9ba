/** For everyone: no serious finding of axe in any state, light and dark, at 200 % too. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { fixture, openFile } from './helpers';
import { STATES } from './states';

type Theme = 'light' | 'dark';

/** What the colours of the other theme can change: all else is the same page. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

async function paint(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((dark) => {
    document.documentElement.classList.toggle('dark', dark);
    if (dark) document.documentElement.dataset['theme'] = 'dark';
    else delete document.documentElement.dataset['theme'];
  }, theme === 'dark');
  // Colours are measured when the page has stopped moving.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))),
  );
}

/** Anything that axe calls serious or critical: what and where. */
async function serious(page: Page, theme: Theme): Promise<string[]> {
  await paint(page, theme);
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (theme === 'light' ? axe : axe.withRules(COLOURS)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${theme}: ${id} ${target.join(' ')}: ${failureSummary}`),
    );
}

async function clean(page: Page): Promise<void> {
  expect([...(await serious(page, 'light')), ...(await serious(page, 'dark'))]).toEqual([]);
}

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

for (const { name, go } of STATES) {
  test(name, async ({ page }) => {
    await go(page);
    await clean(page);
  });
}

test('the workbench at 200 %', async ({ page }) => {
  await page.setViewportSize({ width: 683, height: 384 });
  await openFile(page, fixture('mistakes-15.xlsx'));
  await clean(page);
});
