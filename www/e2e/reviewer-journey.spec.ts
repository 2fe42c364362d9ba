/**
 * Journey B, whole: a district's 500 files with 60 planted cases, from the drop to what is taken
 * away, and a corrected file that comes back. The command line is the second opinion.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test, type Locator, type Page } from '@playwright/test';

import { cell, dropFiles, exported, onDay } from './helpers';
import { Worksheet } from './worksheet';

const TODAY = '2021-02-20';
const root = fileURLToPath(new URL('../../', import.meta.url));
/** The first row of the first file, unmasked. */
const FIRST_ID = '310101196201010005';

let folder = '';
let forms: string[] = [];

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'district-'));
  execFileSync('cargo', ['run', '--quiet', '--example', 'make_fixtures', '--', '--batch', folder], {
    cwd: root,
  });
  forms = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => join(folder, name));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cli(...args: string[]): void {
  const program = process.env['NUANBIAO'] ?? join(root, 'target/debug/nuanbiao');
  execFileSync(program, ['--today', TODAY, '--quiet', ...args]);
}

function files(page: Page): Locator {
  return page.getByRole('region', { name: '文件' });
}

/** The verdict over all files, once they have been read. */
async function allRead(page: Page, number: number): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${number} 份表，`), {
    timeout: 240_000,
  });
}

function firstRow(page: Page): Locator {
  return files(page).locator('tbody tr').first();
}

/**
 * Stops the reading as soon as the first file is done, from within the page: a quick machine has read
 * all of them before anybody outside has seen the first. Tells what was on show at that moment.
 */
function stopAfterTheFirst(page: Page): Promise<{ heading: string; progress: string }> {
  return page.evaluate(
    () =>
      new Promise((done) => {
        const look = new MutationObserver(() => {
          const read = document.querySelector('section[aria-label=文件] tbody')?.textContent ?? '';
          const stop = Array.from(document.querySelectorAll('button')).find(
            ({ textContent }) => textContent?.trim() === '停下',
          );
          if (stop === undefined || !read.includes('可以提交')) return;
          look.disconnect();
          const progress = document.querySelector('[role=progressbar]')?.getAttribute('aria-label') ?? '';
          const heading = document.querySelector('h1')?.textContent ?? '';
          stop.click();
          done({ heading, progress });
        });
        look.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
}

async function useStandards(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: '标准' }).click();
  const dialog = page.getByRole('dialog', { name: '核对标准' });
  await dialog.getByLabel('标准文件').setInputFiles(file);
  await dialog.getByRole('button', { name: '用这个标准核对' }).click();
  await expect(dialog).toBeHidden();
}

async function takeAway(page: Page, what: RegExp): Promise<void> {
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

async function saved(page: Page, take: () => Promise<void>, name: string | RegExp): Promise<Buffer> {
  const download = await exported(page, take);
  expect(download.suggestedFilename()).toMatch(name);
  return readFileSync(await download.path());
}

test('the whole journey of a district reviewer', async ({ page }) => {
  test.setTimeout(900_000);
  mkdirSync(test.info().outputDir, { recursive: true });
  await onDay(page, TODAY);
  await page.goto('');
  await page.getByRole('button', { name: '审核抽查' }).click();
  await useStandards(page, join(folder, 'district.toml'));

  await test.step('files are read with progress, and the reading can be stopped and gone on with', async () => {
    const stopped = stopAfterTheFirst(page);
    await page.locator('input[type=file][multiple]:not([webkitdirectory])').setInputFiles(forms);
    const { heading, progress } = await stopped;
    expect(heading).toMatch(/正在核对，\d+ \/ 500 份/);
    expect(progress).toBe('核对进度');
    await expect(page.getByRole('main')).toContainText(/停下时还有 \d+ 份没有看/);
    await page.locator('.revsum input[multiple]').setInputFiles(forms);
    await allRead(page, 500);
    await expect(page.getByRole('main')).not.toContainText('停下时');
  });

  await test.step('the table is sorted, filtered and searched', async () => {
    await files(page).getByRole('button', { name: '慰问金（元）' }).click();
    await expect(firstRow(page)).toContainText(/16,0\d\d\.00|1[3-9],\d{3}\.00/);
    await files(page)
      .getByRole('button', { name: /^慰问金/ })
      .click();
    await files(page).getByRole('button', { name: /^文件/ }).click();
    await expect(firstRow(page)).toContainText('000.csv');
    const wrong = files(page).getByRole('button', { name: /^需要改正 / });
    const number = Number((await wrong.innerText()).replace(/\D/g, ''));
    await wrong.click();
    await expect(files(page).locator('tbody tr')).toHaveCount(number);
    await files(page).getByRole('button', { name: /^全部/ }).click();
    await files(page).getByPlaceholder('按单位或文件名找').fill('浦江机电');
    await expect(files(page).locator('tbody tr')).toHaveCount(1);
    await files(page).getByPlaceholder('按单位或文件名找').fill('');
  });

  await test.step('what is found across the files is what was planted, exactly', async () => {
    const planted = readFileSync(join(folder, 'planted.txt'), 'utf8').trim().split('\n');
    await expect(async () => {
      const found = await page.locator('.cross > li').evaluateAll((items) =>
        items.map((item) => {
          const places = Array.from(item.querySelectorAll('.places button[title]'));
          const cells = places.map((place) => (place.textContent ?? '').trim()).sort();
          return `${item.querySelector('.code')?.textContent ?? ''} ${cells.join(', ')}`;
        }),
      );
      expect(found.sort()).toEqual(planted.sort());
    }).toPass({ timeout: 60_000 });
  });

  await test.step('every chart has its table', async () => {
    const totals = page.getByRole('region', { name: '慰问的钱去了哪里' });
    for (const view of ['类别', '来源', '方式', '月份', '单位']) {
      await totals.getByRole('button', { name: view, exact: true }).click();
      await expect(totals.locator('.bars svg')).toBeVisible();
      await totals.getByRole('button', { name: '看表' }).click();
      const rows = totals.locator('tbody tr');
      await expect.poll(() => rows.count()).toBeGreaterThan(view === '单位' ? 400 : 0);
      await totals.getByRole('button', { name: '看表' }).click();
    }
  });

  await test.step('a place opens its file at the cell, read-only until asked', async () => {
    const place = page.locator('.cross .places button[title]').first();
    const [, address = ''] = /([A-Z]+\d+)$/.exec((await place.innerText()).trim()) ?? [];
    await place.click();
    await expect(page.locator('.fx .a')).toHaveText(address, { timeout: 30_000 });
    const allow = page.getByRole('switch', { name: '允许修改' });
    await expect(allow).not.toBeChecked();
    await expect(page.getByRole('button', { name: /撤销/ })).toHaveCount(0);
    await cell(page, 'B6').click();
    await page.keyboard.type('张三');
    await page.keyboard.press('Enter');
    await expect(page.getByText('这份表是只读打开的，没有改动。').last()).toBeVisible();
    await page.getByRole('button', { name: '允许修改' }).last().click();
    await expect(allow).toBeChecked();
    await cell(page, 'B6').click();
    await page.keyboard.type('张三');
    await page.keyboard.press('Enter');
    await expect(cell(page, 'B6')).toContainText('张三');
    await page.getByRole('button', { name: /^撤销/ }).first().click();
    await expect(cell(page, 'B6')).not.toContainText('张三');
    await page.getByRole('button', { name: '回到各份文件' }).click();
    await allRead(page, 500);
  });

  const panel = page.getByRole('complementary', { name: '抽取核查样本' });
  const worksheet = new Worksheet(
    await test.step('a sample is drawn by its seed: the rows the command line draws', async () => {
      await page.getByRole('button', { name: '抽样' }).click();
      await panel.getByText('不知道抽多少').click();
      await expect(panel).toContainText('要抽 60 行');
      await panel.getByRole('radio', { name: /随机/ }).check();
      await expect(panel).toContainText('要抽 59 行');
      await panel.getByRole('button', { name: '就抽这么多' }).click();
      await panel.getByLabel(/种子/).fill('2021 春节');
      await expect(panel).toContainText('抽到的 59 行');
      return saved(
        page,
        () => panel.getByRole('button', { name: '导出核查底稿' }).click(),
        /^送温暖抽查底稿_20210220\.xlsx$/,
      );
    }),
  );
  const own = join(folder, 'sample.xlsx');
  cli('sample', ...forms, '-n', '59', '--seed', '2021 春节', '-o', own);
  const ofCli = new Worksheet(readFileSync(own));
  expect(worksheet.drawn()).toHaveLength(59);
  expect(worksheet.drawn()).toEqual(ofCli.drawn());
  const id = worksheet.column('身份证号');
  for (const row of worksheet.rows()) expect(worksheet.cell(`${id}${row}`)).toMatch(/^\d{3}\*{11}.{4}$/);

  await test.step('the filled-in worksheet is dropped back and evaluated', async () => {
    const [verdict, right] = [worksheet.column('结论'), worksheet.column('核实金额（元）')];
    worksheet
      .rows()
      .forEach((row, index) => worksheet.put(`${verdict}${row}`, index === 0 ? '不符' : '相符'));
    worksheet.put(`${right}4`, '0');
    const filled = test.info().outputPath('底稿-填好.xlsx');
    writeFileSync(filled, worksheet.bytes());
    await dropFiles(page, [filled]);
    const dialog = page.getByRole('dialog', { name: '抽查底稿的评价' });
    await expect(dialog).toContainText('简单随机抽样：看了 59 行，不符 1 行。', { timeout: 60_000 });
    await expect(dialog).toContainText('不符 1 行 ÷ 看过 59 行');
    // Clopper–Pearson, one-sided, 95 %: 1 of 59.
    await expect(dialog).toContainText('有 95% 的把握说，全部行里不符的不超过 7.79%');
    await page.keyboard.press('Escape');
    await allRead(page, 500);
    await panel.getByRole('button', { name: '关闭' }).click();
  });

  await test.step('everything is taken away, masked unless asked', async () => {
    const ledger = await saved(page, () => takeAway(page, /^台账（CSV）/), '送温暖台账.csv');
    expect(ledger.toString('utf8').trim().split('\r\n')).toHaveLength(1 + 500 * 12);
    expect(ledger.includes('310***********0005')).toBe(true);
    expect(ledger.includes(FIRST_ID)).toBe(false);
    const book = await saved(page, () => takeAway(page, /^台账（xlsx）/), '送温暖台账.xlsx');
    expect(book.subarray(0, 2).toString()).toBe('PK');
    const cross = await saved(page, () => takeAway(page, /^跨文件发现/), /^跨文件发现_20210220\.csv$/);
    const places = readFileSync(join(folder, 'planted.txt'), 'utf8').split(/[\n,]/).filter(Boolean);
    expect(cross.toString('utf8').trim().split('\r\n')).toHaveLength(1 + places.length);

    await takeAway(page, /^汇总报告/);
    const summary = page.getByRole('dialog', { name: '汇总报告' });
    await expect(summary.frameLocator('iframe').locator('body')).toContainText('共 500 份文件');
    await expect(summary.frameLocator('iframe').locator('body')).toContainText('X204');
    const page1 = await saved(
      page,
      () => summary.getByRole('button', { name: '存成网页文件' }).click(),
      /^送温暖汇总报告_20210220\.html$/,
    );
    expect(page1.includes(FIRST_ID)).toBe(false);
    await page.keyboard.press('Escape');

    await takeAway(page, /^退回修改通知/);
    const letters = page.getByRole('dialog', { name: '退回修改通知' });
    await expect(letters.frameLocator('iframe').locator('.letter').first()).toContainText('P203', {
      timeout: 120_000,
    });
    await page.keyboard.press('Escape');
    await expect(letters).toBeHidden();

    await page.getByRole('switch', { name: '证号脱敏' }).press('Space');
    const whole = await saved(page, () => takeAway(page, /^台账（CSV）/), '送温暖台账.csv');
    expect(whole.includes(FIRST_ID)).toBe(true);
    await page.getByRole('switch', { name: '证号脱敏' }).press('Space');
  });

  await test.step('a corrected file is held beside its earlier version', async () => {
    const before = readFileSync(join(folder, '090.csv'), 'utf8');
    const corrected = test.info().outputPath('090（改）.csv');
    const amount = before.replace(',1000,1000,', ',1200,1200,').replace('12000,12000', '12200,12200');
    writeFileSync(corrected, amount);
    await dropFiles(page, [corrected]);
    const band = page.getByRole('region', { name: '改过以后再交的表' });
    await expect(band).toContainText('090（改）.csv 像是 090.csv 改过以后再交的', { timeout: 60_000 });
    await band.getByRole('button', { name: '看看改了什么' }).click();
    const dialog = page.getByRole('dialog', { name: '比较两份表' });
    const changed = dialog.locator('tbody tr').filter({ hasText: '慰问金额' });
    await expect(changed).toContainText('I5');
    await expect(changed.locator('del')).toHaveText('1000');
    await expect(changed.locator('ins')).toHaveText('1200');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    // Under the very same name, it is a second version and not lost.
    const again = test.info().outputPath('090.csv');
    writeFileSync(again, amount.replace('一车间', '二车间'));
    await dropFiles(page, [again]);
    await expect(band).toContainText('090（再交2）.csv 像是', { timeout: 60_000 });
    await allRead(page, 502);
  });
});
