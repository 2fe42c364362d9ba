/** The hosted page without a network, and when a newer version of it comes. */
import { expect, test as base } from '@playwright/test';

import { HOSTED_FILES } from './builds';
import { dropFiles, fixture, verdict } from './helpers';
import { Recorder } from './recorder';

const test = base.extend<{ server: Recorder }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
  server: async ({}, use) => {
    const server = new Recorder(HOSTED_FILES);
    await server.start();
    await use(server);
    await server.stop();
  },
});

test('after the first visit the plug may be pulled: the page checks, and opens again', async ({
  page,
  context,
  server,
}) => {
  await page.goto(server.origin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await server.stop();
  await context.setOffline(true);

  await dropFiles(page, [fixture('perfect.xlsx')]);
  await expect(verdict(page)).toHaveText('可以提交');
  await page.reload();
  await dropFiles(page, [fixture('mistakes-15.xlsx')]);
  await expect(verdict(page)).toContainText('需要改正 10 处');
  const again = await context.newPage();
  await again.goto(`${server.origin}/index.html?from=bookmark`);
  await dropFiles(again, [fixture('perfect.xlsx')]);
  await expect(verdict(again)).toHaveText('可以提交');
});

test('a page once loaded needs nothing more, even where no service worker may run', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(server.origin);
  // The sheet's part comes by itself when the start screen stands.
  await expect.poll(() => server.asked.some((url) => url.includes('/assets/grid-'))).toBe(true);
  await page.waitForLoadState('networkidle');
  await server.stop();
  await dropFiles(page, [fixture('perfect.xlsx')]);
  await expect(verdict(page)).toHaveText('可以提交');
  await context.close();
});

test('a newer version is offered, never forced, and takes the place of the old', async ({ page, server }) => {
  const played = page.locator('meta[name=played]');
  await page.goto(server.origin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  server.change = (path, body) => {
    if (path === '/sw.js') return Buffer.from(body.toString().replace(/`?"?[0-9a-f]{12}"?`?(?=,)/, '"new"'));
    if (path === '/index.html')
      return Buffer.from(body.toString().replace('<head>', '<head><meta name="played">'));
    return body;
  };
  await page.reload();
  await expect(page.getByText('暖表有了新版本')).toBeVisible();
  await expect(played).toHaveCount(0);
  await dropFiles(page, [fixture('perfect.xlsx')]);
  await expect(verdict(page)).toHaveText('可以提交');

  await page.reload();
  await page.getByRole('button', { name: '现在启用' }).click();
  // The page reloads on its own: a locator waits for the new document, an evaluation would break.
  await expect(played).toHaveCount(1);
  await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
  await expect(async () => {
    expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  }).toPass({ timeout: 20_000 });
});
