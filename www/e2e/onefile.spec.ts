/** The main job from beginning to end, in both builds; and that the one file is one indeed. */
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { BUILDS, ONE_FILE } from './builds';
import { checkedByCli, dropFiles, exported, fixture, list, onDay, sheetDrawn, verdict } from './helpers';

const TODAY = '2021-02-20';

/** What the clerk of `mistakes-15.xlsx` types where the page has nothing to offer. */
const BY_HAND: readonly (readonly [cell: string, text: string])[] = [
  ['I3', '联系电话：021-50001234'],
  ['D5', '310101196803120025'],
  ['K7', '米油一份'],
  ['D8', '310105197508171137'],
  ['D9', '310106198302032554'],
  ['R10', '6222020200112289299'],
  ['S11', '张庆生'],
  ['G13', '（二）患病、灾害、意外致困的职工'],
  ['R16', '6222020200112356312'],
];
/** The total: offered from the sum of the rows, but as a guess, so it is asked for by itself. */
const GUESS = 'J17';

async function mendByHand(page: Page, cell: string, text: string): Promise<void> {
  const problem = list(page).getByRole('option', { name: new RegExp(`${cell}\\b`) });
  await problem.click();
  await expect(page.locator('.fx .a')).toHaveText(cell);
  await page.getByRole('button', { name: '在格里改' }).click();
  // The cell's own text is on its way; what is selected before it comes is not all.
  const editor = page.locator('.celledit:not(.ready)');
  await expect(editor).toBeFocused();
  await expect(editor).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(problem).toBeHidden();
}

for (const build of BUILDS) {
  test(`from a form with mistakes to a clean one: ${build.name}`, async ({ page }, info) => {
    await onDay(page, TODAY);
    await page.goto(build.url);
    await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
    await dropFiles(page, [fixture('mistakes-15.xlsx')]);
    await sheetDrawn(page);
    await expect(verdict(page)).toContainText('需要改正 10 处');

    await page.getByRole('button', { name: /全部安全修正/ }).click();
    await expect(page.getByText('已安全修正 5 格。金额与人数没有变。')).toBeVisible();
    for (const [cell, text] of BY_HAND) await mendByHand(page, cell, text);
    await list(page)
      .getByRole('option', { name: new RegExp(`${GUESS}\\b`) })
      .click();
    await expect(page.locator('.fx .a')).toHaveText(GUESS);
    await page.getByRole('button', { name: '改成这个' }).click();
    await expect(verdict(page)).toHaveText('可以提交');

    const download = await exported(page, () => page.keyboard.press('Control+s'));
    const file = info.outputPath(download.suggestedFilename());
    await download.saveAs(file);
    // Left is what only a pen and a seal can do: rows 7 and 9 say something else than what was
    // signed there, so they are to be signed again.
    const found = checkedByCli(file, TODAY).map(({ code, cell }) => `${code} ${cell}`);
    expect(found.sort()).toEqual(['H109 A2', 'S101 S7', 'S101 S9']);
  });
}

test('the core is in the one file exactly once, and the whole is at most 4 MB', () => {
  const bytes = readFileSync(ONE_FILE);
  expect(bytes.length).toBeLessThanOrEqual(4 * 1024 * 1024);
  const WASM = Buffer.from('\0asm');
  const texts = bytes.toString('latin1').match(/[A-Za-z0-9+/]{64,}={0,2}/g) ?? [];
  const cores = texts.filter((text) => {
    const data = Buffer.from(text, 'base64');
    return (data.readUInt16BE(0) === 0x1f8b ? gunzipSync(data) : data).includes(WASM);
  });
  expect(cores).toHaveLength(1);
  expect(bytes.includes(WASM)).toBe(false);
});

test('the one file asks for nothing, not even beside itself', async ({ page }) => {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  await page.goto(ONE_FILE.href);
  await dropFiles(page, [fixture('perfect.xlsx')]);
  await expect(verdict(page)).toHaveText('可以提交');
  // Its own address, and the worker it makes out of its own text.
  expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([ONE_FILE.href]);
});
