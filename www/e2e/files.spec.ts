/** Files of every kind: refused kindly, several sheets, pasted, cancelled, long. */
import { expect, test } from '@playwright/test';

import { cell, dropFiles, fixture, list, openFile, pick, sheetDrawn, verdict } from './helpers';

for (const [name, code, heading] of [
  ['not-a-table.xlsx', 'R001', /不是表格/],
  ['encrypted.xlsx', 'R002', /打开密码/],
  ['truncated.xlsx', 'R003', /不完整/],
  ['empty.csv', 'R005', /是空的/],
] as const) {
  test(`${name} is refused kindly with ${code}, and the open sheet is not lost`, async ({ page }) => {
    await page.goto('');
    await pick(page, fixture(name));
    const told = page.getByRole('alert');
    await expect(told.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(told).toContainText(code);
    await expect(told).toContainText('您的文件没有任何改动');
    await expect(told.getByRole('listitem').first()).toBeVisible();

    await pick(page, fixture('perfect.xlsx'));
    await expect(verdict(page)).toHaveText('可以提交');
    await dropFiles(page, [fixture(name)]);
    await expect(page.getByRole('alert')).toContainText(code);
    await page.getByRole('button', { name: '回到刚才的表' }).click();
    await expect(verdict(page)).toHaveText('可以提交');
  });
}

test('a sheet without problems says so', async ({ page }) => {
  await openFile(page, fixture('perfect.xlsx'));
  await expect(verdict(page)).toHaveText('可以提交');
  await expect(page.getByRole('region', { name: '结论' })).toContainText('帮扶工作管理系统');
});

test('a dropped file is checked', async ({ page }) => {
  await page.goto('');
  await dropFiles(page, [fixture('mistakes-15.xlsx')]);
  await expect(verdict(page)).toContainText('需要改正 10 处');
});

test('each form of a workbook has its tab, and what is no form says so', async ({ page }) => {
  await openFile(page, fixture('layout-several-sheets.xlsx'));
  const tabs = page.getByRole('tab');
  await expect(tabs).toHaveCount(4);
  await expect(tabs.nth(3)).toContainText('不是这张表，已跳过');
  await expect(cell(page, 'I5')).toHaveText('2020-10-05');
  await tabs.nth(1).click();
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(cell(page, 'I5')).toHaveText(/^2020-11-/);
  await page.keyboard.press('ArrowRight');
  await expect(tabs.nth(2)).toBeFocused();
  await expect(cell(page, 'I5')).toHaveText(/^2020-12-/);
});

test('a table pasted on the start page is checked', async ({ page }) => {
  await page.goto('');
  await page.getByRole('button', { name: /粘贴表格/ }).click();
  const field = page.getByRole('textbox', { name: '粘贴到这里' });
  await expect(field).toBeFocused();
  await field.fill('姓名\t身份证号\t慰问金额\n陈桂芳\t310101196803120021\t1000\n');
  await page.getByRole('button', { name: '核对这张表' }).click();
  await sheetDrawn(page);
  await expect(list(page).getByRole('option', { name: /B2.*身份证号校验码不对/ })).toBeVisible();
});

test('a table that comes as HTML alone is read, and a picture is told for what it is', async ({ page }) => {
  await page.goto('');
  const paste = (type: string, content: string): Promise<void> =>
    page.evaluate(
      ([type, content]) => {
        const data = new DataTransfer();
        if (type.startsWith('image/')) data.items.add(new File([content], '图.png', { type }));
        else data.setData(type, content);
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      },
      [type, content] as const,
    );
  await paste('image/png', 'x');
  await expect(page.getByText('剪贴板里是一张图片')).toBeVisible();
  await paste(
    'text/html',
    `<table><tr><th colspan="4">汇总表</th></tr>
      <tr><th>姓名</th><th>身份证号</th><th>慰问金额</th><th>备注</th></tr>
      <tr><td>陈桂芳</td><td>310101196803120021</td><td>1000</td><td rowspan="2">两位</td></tr>
      <tr><td>刘建国<img src="https://example.invalid/a.png"></td><td>310104197105063012</td><td>1500</td></tr></table>`,
  );
  await sheetDrawn(page);
  await expect(list(page).getByRole('option', { name: /B3.*身份证号校验码不对/ })).toBeVisible();
  await expect(cell(page, 'A4')).toHaveText('刘建国');
  await expect(cell(page, 'D3')).toHaveText('两位');
});

test('the examples open, and the blank form is saved', async ({ page }) => {
  await page.goto('');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载空白标准表' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  await page.getByRole('button', { name: '打开一份填好的示例' }).click();
  await expect(verdict(page)).toHaveText(/可以提交|只差签字盖章/);
  await page.getByRole('button', { name: '暖表，回到开始' }).click();
  await page.getByRole('button', { name: '打开一份有错的示例' }).click();
  await expect(verdict(page)).toContainText('需要改正');
});

test.describe('without a service worker, which would have the core already', () => {
  test.use({ serviceWorkers: 'block' });

  test('where the core did not come, the page says so, and another try helps', async ({ page }) => {
    let refused = 0;
    await page.route('**/*.wasm', (route) => {
      refused += 1;
      return route.abort();
    });
    await page.goto('');
    await expect.poll(() => refused).toBe(1);
    await page.getByRole('button', { name: '打开一份填好的示例' }).click();
    await expect(page.getByText('刚才这一份没查完，已重新开始')).toBeVisible();
    await page.unroute('**/*.wasm');
    await page.getByRole('button', { name: '再试这一份' }).click();
    await expect(verdict(page)).toHaveText(/可以提交|只差签字盖章/);
  });
});

/** A form of so many rows as CSV, with a wrong check digit in each. */
function long(rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const lines = ['填报单位：某某厂工会', '姓名,身份证号,慰问金额'];
  for (let row = 0; row < rows; row += 1) {
    lines.push(`陈桂芳,31010119680312${String(row % 10_000).padStart(4, '0')},1000`);
  }
  return { name: '全公司.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
}

test('a long check can be cancelled with Escape', async ({ page }) => {
  await page.goto('');
  // Pressed by the page itself as soon as there is something to cancel: on a quick machine the check
  // might be over before anybody outside has seen it.
  const cancelled = page.evaluate(
    () =>
      new Promise<void>((done) => {
        new MutationObserver((_, watch) => {
          if (document.querySelector('[role=progressbar]') === null) return;
          watch.disconnect();
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
          done();
        }).observe(document.body, { subtree: true, childList: true });
      }),
  );
  await page.locator('input[type=file]').first().setInputFiles(long(400_000));
  await cancelled;
  await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
  // The next file is none the worse for it.
  await pick(page, fixture('perfect.xlsx'));
  await expect(verdict(page)).toHaveText('可以提交');
});

test('10,000 rows leave the page alive: it scrolls, jumps and takes an edit', async ({ page }, info) => {
  await page.goto('');
  await page.evaluate(() => {
    const seen = window as unknown as { longest: number };
    seen.longest = 0;
    new PerformanceObserver((tasks) => {
      for (const task of tasks.getEntries()) seen.longest = Math.max(seen.longest, task.duration);
    }).observe({ type: 'longtask' });
  });
  const start = Date.now();
  await page.locator('input[type=file]').first().setInputFiles(long(10_000));
  await expect(verdict(page)).toContainText('需要改正', { timeout: 30_000 });
  const opened = Date.now() - start;
  await sheetDrawn(page);

  await page.locator('.celledit').focus();
  await page.keyboard.press('Control+End');
  await expect(page.locator('.fx .a')).toHaveText('C10002');
  await expect(cell(page, 'A10002')).toHaveText('陈桂芳');
  const typed = Date.now();
  await page.keyboard.type('abc');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'C10002')).toHaveClass(/\bm err\b/);
  const marked = Date.now() - typed;
  const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
  const told = `10,000 rows: verdict after ${opened} ms, mark ${marked} ms after typing, longest task ${Math.round(longest)} ms`;
  console.log(told);
  info.annotations.push({ type: 'measured', description: told });
});
