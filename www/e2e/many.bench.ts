/**
 * Many files in the page: how long they take from the choice to the verdict over all of them, how
 * often the page's own thread was busy, and what memory they hold: the page's heap, and the most
 * that the renderer's process (page, workers and their wasm) ever had.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test, type Browser, type Page } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));

const SIZES = [
  { files: 500, rows: 12 },
  { files: 500, rows: 400 },
  { files: 20, rows: 10_000 },
];

function made(files: number, rows: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'many-'));
  const script = ['run', '--quiet', '--example', 'make_fixtures', '--', '--batch', folder];
  execFileSync('cargo', [...script, String(files), String(rows)], { cwd: root });
  return folder;
}

/** The most memory the page's process has had, in MB, as Linux counts it. */
async function peak(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8')))
    .map((found) => Number(found?.[1] ?? 0) / 1024);
  return Math.max(0, ...peaks);
}

/** Chooses the files, and waits for the verdict over all; in the page's own time. */
async function read(page: Page, paths: string[]): Promise<{ ms: number; busy: number }> {
  const input = page.locator('input[type=file][multiple]:not([webkitdirectory])');
  const told = page.evaluate(
    (number) =>
      new Promise<{ ms: number; busy: number }>((done) => {
        let start = 0;
        let busy = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) busy += duration;
        }).observe({ type: 'longtask' });
        document.addEventListener('change', () => (start = performance.now()), { capture: true, once: true });
        const said = new RegExp(`^\\s*${number} 份表，`);
        new MutationObserver((_, watch) => {
          if (!said.test(document.querySelector('h1')?.textContent ?? '')) return;
          watch.disconnect();
          requestAnimationFrame(() => {
            done({ ms: performance.now() - start, busy });
          });
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    paths.length,
  );
  await input.setInputFiles(paths);
  return told;
}

for (const { files, rows } of SIZES) {
  test(`many: ${files} files of ${rows} rows`, async ({ page, browser }) => {
    test.setTimeout(600_000);
    const folder = made(files, rows);
    try {
      await page.goto('');
      await page.getByRole('button', { name: '审核抽查' }).click();
      await expect(page.getByRole('button', { name: '选择文件夹' })).toBeVisible();
      // The rest of the page has come by itself by then.
      await page.waitForTimeout(3000);
      const before = await peak(browser);
      const { ms, busy } = await read(
        page,
        readdirSync(folder).map((name) => join(folder, name)),
      );
      const session = await page.context().newCDPSession(page);
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const heap = usedSize / 1024 / 1024;
      const most = await peak(browser);
      console.log(
        `${files} files × ${rows} rows: ${(ms / 1000).toFixed(1)} s, long tasks ${(busy / 1000).toFixed(1)} s; ` +
          `page heap ${heap.toFixed(0)} MB; process at most ${most.toFixed(0)} MB, ${before.toFixed(0)} before`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
