/** The sheet as the clerk knows it: what stays in view, and where it opens. */
import { expect, test } from '@playwright/test';

import { atFirstProblem, cell, fixture, openFile, pick, select, sheetDrawn } from './helpers';
import { textCell, workbook } from './made';
import { give } from './state';

for (const size of [
  { width: 1366, height: 768 },
  { width: 683, height: 384 },
]) {
  test(`a title over all columns stays in view at ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size);
    await openFile(page, fixture('mistakes-15.xlsx'));
    const pane = page.locator('revogr-viewport-scroll.rgCol');
    for (const address of ['A5', 'I5', 'S5']) {
      await select(page, address);
      // It follows with the next frame.
      await expect(async () => {
        const words = await cell(page, 'A1')
          .locator('.t')
          .evaluate((element) => {
            const range = document.createRange();
            range.selectNodeContents(element);
            const { left, right } = range.getBoundingClientRect();
            return { left, right, whole: element.scrollWidth <= element.clientWidth };
          });
        const view = await pane.evaluate((element) => element.getBoundingClientRect());
        expect(words.whole).toBe(true);
        expect(words.left).toBeGreaterThanOrEqual(view.left);
        expect(words.right).toBeLessThanOrEqual(view.right);
      }).toPass({ timeout: 20_000 });
    }
  });
}

test('a sheet opens with its first problem in view', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await openFile(page, fixture('mistakes-15.xlsx'));
  await expect(page.locator('.fx .a')).toHaveText('I3');
  await expect(cell(page, 'I3')).toBeInViewport({ ratio: 1 });
});

test('heading and names stay in view when the sheet is scrolled past them', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 500 });
  await openFile(page, fixture('mistakes-15.xlsx'));
  const names = page.locator('.frozen.names');
  await page.locator('.celledit').focus();
  await page.keyboard.press('Control+End');
  await expect(names.getByText('朱丽萍')).toBeVisible();
  await expect(page.locator('.frozen.head').getByText('领取人签字')).toBeVisible();
  // Where they meet stands the heading of the names.
  await expect(page.locator('.frozen.head > div').last()).toHaveText('姓名');
  // They are as good as the cells they stand for.
  await names.getByText('朱丽萍').click();
  await expect(page.locator('.fx .a')).toHaveText('B16');
  await page.keyboard.press('Control+Home');
  await expect(names).toBeHidden();
  await expect(page.locator('.frozen.head')).toBeHidden();
});

test('a long sheet goes as far as the wheel is turned, cells and row numbers together and nothing left white', async ({
  page,
}) => {
  const head = '送温暖慰问实名制汇总表\n序号,姓名,身份证号,慰问金额,合计金额\n';
  const rows = Array.from({ length: 5000 }, (_, n) => `${n + 1},陈小明,,1000,1000`).join('\n');
  await page.goto('');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: '很长的表.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(head + rows),
    });
  await sheetDrawn(page);
  await atFirstProblem(page);
  // Ten turns, far quicker than frames: each counts.
  const seen = await page.evaluate(async () => {
    const cells = document.querySelector<HTMLElement>('revogr-viewport-scroll.rgCol .vertical-inner');
    const numbers = document.querySelector<HTMLElement>('.rowHeaders .vertical-inner');
    if (cells === null || numbers === null) throw new Error('no sheet');
    cells.scrollTop = 0;
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    await frame();
    const views: { top: number; numbers: number; first: number; last: number; height: number }[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      for (let click = 0; click < 2; click += 1)
        cells.dispatchEvent(new WheelEvent('wheel', { deltaY: 300, bubbles: true, cancelable: true }));
      await frame();
      const drawn = Array.from(
        document.querySelectorAll<HTMLElement>('revogr-data[col-type=rgCol] .rgRow'),
        (row) => Number(row.dataset['rgrow']),
      );
      views.push({
        top: cells.scrollTop,
        numbers: numbers.scrollTop,
        first: Math.min(...drawn),
        last: Math.max(...drawn),
        height: cells.clientHeight,
      });
    }
    return views;
  });
  expect(seen.map(({ top }) => top)).toEqual(Array.from({ length: 10 }, (_, turn) => (turn + 1) * 600));
  for (const { top, numbers, first, last, height } of seen) {
    expect(numbers).toBe(top);
    // The title's row and the heading's are a little higher than the others.
    expect(first * 26).toBeLessThanOrEqual(top);
    expect((last + 1) * 26).toBeGreaterThanOrEqual(top + height - 20);
  }
  await expect(page.locator('.rgCell.k-waiting')).toHaveCount(0);
  // Over the heading, which lies above the sheet, the wheel turns it as well.
  await page.locator('.frozen.head').hover();
  await page.mouse.wheel(0, -500);
  await expect
    .poll(() => page.evaluate(() => document.querySelector('.rowHeaders .vertical-inner')?.scrollTop))
    .toBe(5500);
});

test('a cell that was gone to stays in view though the grid, still making itself, goes back to its top', async ({
  page,
}) => {
  const rows = Array.from({ length: 500 }, (_, n) => `${n + 1},陈小明,,1000`).join('\n');
  await page.goto('');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: '长表.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`序号,姓名,身份证号,慰问金额\n${rows}`),
    });
  await sheetDrawn(page);
  const wentBack = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const rows = document.querySelector('revogr-viewport-scroll.rgCol .vertical-inner');
          if (rows === null || rows.scrollTop === 0) {
            requestAnimationFrame(look);
            return;
          }
          // When the bar and the row numbers have come along.
          setTimeout(() => {
            rows.scrollTop = 0;
            resolve();
          }, 100);
        };
        look();
      }),
  );
  await page.locator('.celledit').focus();
  await page.keyboard.press('Control+End');
  await wentBack;
  await expect(cell(page, 'D501')).toBeInViewport();
  // By hand one may go wherever one likes at once.
  await page.keyboard.press('Control+End');
  await page.locator('revo-grid').hover();
  await page.mouse.wheel(0, -20_000);
  await expect(page.locator('.rgCell[data-rgrow="0"]').first()).toBeInViewport();
});

test('a file that is closed leaves nothing behind', async ({ page }) => {
  await page.goto('');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  const nodes = async (): Promise<number> => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Memory.getDOMCounters')).nodes;
  };
  let early = NaN;
  for (let file = 0; file < 5; file += 1) {
    await pick(page, fixture('mistakes-15.xlsx'));
    await sheetDrawn(page);
    await page.getByRole('button', { name: '暖表，回到开始' }).click();
    await expect(page.locator('revo-grid')).toHaveCount(0);
    await expect.poll(() => page.workers().length).toBe(0);
    // The first one brings dialogs that stay.
    if (file === 1) early = await nodes();
  }
  // A sheet on show is some 2,700 nodes; timers may hold the last one for a moment.
  await expect.poll(async () => (await nodes()) - early).toBeLessThan(1000);
});

test('a tall merged block keeps its text when its first row has gone', async ({ page }) => {
  const row = (at: number, ...texts: string[]) =>
    `<row r="${at}">${texts.map((text, col) => textCell(`${'AB'.charAt(col)}${at}`, text)).join('')}</row>`;
  const people = Array.from({ length: 60 }, (_, n) => row(n + 2, n === 0 ? '机修车间' : '', `职工${n + 1}`));
  const rows = [row(1, '工作单位', '姓名'), ...people].join('');
  const merged = '<mergeCells count="1"><mergeCell ref="A2:A61"/></mergeCells>';
  await page.goto('');
  await give(page, {
    name: '合并.xlsx',
    mimeType: 'application/octet-stream',
    buffer: workbook(`<sheetData>${rows}</sheetData>${merged}`),
  });
  await sheetDrawn(page);
  const block = page.locator('.frozen.blocks').getByText('机修车间');
  await expect(block).toBeHidden();
  await page.locator('.celledit').focus();
  await page.keyboard.press('Control+End');
  await expect(block).toBeVisible();
  // As good as the cell it stands for.
  await block.click();
  await expect(page.locator('.fx .a')).toHaveText('A2');
});
