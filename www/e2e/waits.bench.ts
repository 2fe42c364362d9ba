/**
 * What a user waits for, measured inside the page, from the event to the frame that shows what
 * came of it: a dropped file to its verdict, a keystroke to its mark, and scrolling.
 */
import { readFileSync } from 'node:fs';

import { expect, test, type Page } from '@playwright/test';

import { exported, select, verdict } from './helpers';

const ROUNDS = 7;

/** A form of so many people; each tenth has a mistake. */
function form(people: number): Buffer {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const id = (n: number, good: boolean): string => {
    const body = `3101011968${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}${String(n % 1000).padStart(3, '0')}`;
    const sum = Array.from(body).reduce((all, digit, at) => all + Number(digit) * (weights[at] ?? 0), 0);
    return body + ('10X98765432'[(sum + (good ? 0 : 1)) % 11] ?? '');
  };
  const rows = Array.from(
    { length: people },
    (_, n) =>
      `${n + 1},陈${String.fromCharCode(0x4e00 + (n % 2000))}${String.fromCharCode(0x5000 + (n % 3000))},女,${id(n, n % 10 !== 9)},${(n % 40) + 1}车间,（一）家庭生活困难的职工,家庭收入偏低,2021-02-07,1000,1000,各级工会经费预算安排资金,银行转账,工商银行上海分行,622202020011${String(n).padStart(7, '0')}`,
  );
  return Buffer.from(
    [
      '送温暖慰问实名制汇总表（2021年春节）',
      '填报单位（公章）：,申江电器厂工会委员会,,填报日期：,2021-02-10',
      '填报人：,蒋文英,,联系电话：,021-50005678',
      '序号,姓名,性别,身份证号,工作单位,慰问对象类别,慰问事由,慰问日期,慰问金额,合计金额,资金来源,发放方式,开户行,银行账号',
      ...rows,
      `合计,,,,,,,,${people * 1000},${people * 1000}`,
      '负责人签字：,秦国平,,经办人签字：,姚建中',
    ].join('\n'),
  );
}

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('');
  await expect(page.getByText(/^内置标准 /)).toBeVisible();
  await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'text/csv', buffer });
  await expect(verdict(page)).toBeVisible({ timeout: 120_000 });
  await expect(page.locator('.rgCell.cur')).toBeVisible({ timeout: 60_000 });
}

function tell(what: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.round((sorted.length - 1) * share)] ?? NaN).toFixed(0);
  console.log(`${what}: median ${at(0.5)} ms, least ${at(0)}, most ${at(1)} (${times.length} rounds)`);
}

/** From the drop to the frame with the verdict and the drawn sheet. */
async function dropped(page: Page, name: string, bytes: Buffer): Promise<number> {
  await page.goto('');
  await expect(page.getByText(/^内置标准 /)).toBeVisible();
  return page.evaluate(
    async ({ name, base64 }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      const start = performance.now();
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
      const shown = (): boolean =>
        document.querySelector('.verdict h1') !== null && document.querySelector('.rgCell .t') !== null;
      while (!shown()) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - start;
    },
    { name, base64: bytes.toString('base64') },
  );
}

test('drop to verdict, 1,000 rows', async ({ page }) => {
  const csv = form(1000);
  await open(page, '一千人.csv', csv);
  const made = await exported(page, () => page.keyboard.press('Control+s'));
  const xlsx = readFileSync(await made.path());
  for (const [name, bytes] of [
    ['一千人.xlsx', xlsx],
    ['一千人.csv', csv],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await dropped(page, name, bytes));
    tell(`drop to verdict, 1,000 rows, ${name.split('.')[1] ?? ''}`, times);
  }
});

for (const people of [1_000, 10_000]) {
  test(`keystroke to mark, ${people} rows`, async ({ page }) => {
    await open(page, '多人.csv', form(people));
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await select(page, 'D6');
      const wrong = round % 2 === 0;
      await page.keyboard.insertText(wrong ? '310101196802020010' : '310101196802020011');
      await expect(page.locator('.celledit')).toHaveAttribute('aria-busy', 'false');
      times.push(
        await page.evaluate(async () => {
          const marked = (): string | null | undefined =>
            document.querySelector('revogr-data[col-type=rgCol] .rgCell[data-rgrow="5"][data-rgcol="3"] .t')
              ?.textContent;
          const old = marked();
          const verdictWas = document.querySelector('.verdict h1')?.textContent;
          const start = performance.now();
          document.activeElement?.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
          );
          // The sheet and the verdict, both.
          while (
            (marked() === old && document.querySelector('.verdict h1')?.textContent === verdictWas) ||
            document.querySelector('.celledit:not(.ready)') !== null
          )
            await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          return performance.now() - start;
        }),
      );
      await page.waitForTimeout(300);
    }
    tell(`keystroke to mark, ${people} rows`, times);
  });
}

test('scrolling 100,000 rows', async ({ page }) => {
  await open(page, '十万人.csv', form(100_000));
  await page.waitForTimeout(2000);
  const { frames, tasks } = await page.evaluate(async () => {
    const pane = document.querySelector('revogr-viewport-scroll.rgCol .vertical-inner');
    if (pane === null) throw new Error('no sheet');
    const tasks: number[] = [];
    const watch = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map((it) => it.duration)),
    );
    watch.observe({ type: 'longtask' });
    const frames: number[] = [];
    let last = performance.now();
    // As a wheel does it for a while, then as the bar does it: over the whole sheet.
    for (let step = 0; step < 240; step += 1) {
      pane.scrollTop += step < 160 ? 120 : pane.scrollHeight / 90;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    await new Promise((done) => setTimeout(done, 200));
    watch.disconnect();
    return { frames, tasks };
  });
  tell('frames while scrolling 100,000 rows', frames);
  const slow = frames.filter((ms) => ms > 34).length;
  console.log(
    `frames over 34 ms: ${slow} of ${frames.length}; long tasks: ${tasks.length}, longest ${Math.max(0, ...tasks).toFixed(0)} ms`,
  );
});
