/** Cells filled in before a class: no key is lost, or lands out of order, however slow the machine. */
import { expect, test, type CDPSession, type Page } from '@playwright/test';

declare global {
  interface Window {
    /** By how many milliseconds each answer of a worker is late. */
    late: number;
  }
}

const framed = (page: Page) => page.locator('.foc .written');
const TEXT = '某某厂工会';

/** Whatever a worker answers comes later than it does. */
async function slowWorkers(page: Page, ms: number): Promise<void> {
  await page.addInitScript((late) => {
    window.late = late;
    window.Worker = class extends Worker {
      override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
        super.addEventListener(type, (event) => {
          const tell = (): void => {
            if (typeof listener === 'function') listener(event);
            else listener.handleEvent(event);
          };
          if (type === 'message') setTimeout(tell, window.late);
          else tell();
        });
      }
    };
  }, ms);
}

async function blankForm(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('#教学');
  await page.getByRole('button', { name: /现场填一张/ }).click({ timeout: 30_000 });
  await page.locator('.pen:focus').waitFor({ state: 'attached', timeout: 30_000 });
}

/** As an input method does: letters stand in the field until a word is chosen for them. */
async function compose(devtools: CDPSession, letters: string): Promise<void> {
  await devtools.send('Input.imeSetComposition', {
    text: letters,
    selectionStart: letters.length,
    selectionEnd: letters.length,
  });
}

const WAYS: Record<string, (page: Page) => Promise<void>> = {
  'key by key': (page) => page.keyboard.type(TEXT),
  'slowly, while the board is drawn': (page) => page.keyboard.type(TEXT, { delay: 60 }),
  'with pinyin': async (page) => {
    const devtools = await page.context().newCDPSession(page);
    for (const letters of ['m', 'mou', 'moum', 'moumou']) {
      await compose(devtools, letters);
      await page.waitForTimeout(60);
    }
    await devtools.send('Input.insertText', { text: '某某厂' });
    await compose(devtools, 'gonghui');
    await devtools.send('Input.insertText', { text: '工会' });
  },
};

for (const [way, write] of Object.entries(WAYS)) {
  for (const late of [0, 30, 200]) {
    test(`typed before the board stands, ${way}, answers ${late} ms late`, async ({ page }) => {
      await slowWorkers(page, late);
      await blankForm(page);
      await write(page);
      await expect(page.locator('.pen')).toHaveValue(TEXT);
      await page.keyboard.press('Enter');
      await expect(page.locator('.pen')).toHaveValue('');
      await expect(framed(page)).toHaveText(TEXT);
    });
  }
}

test('cell after cell without waiting: each text is in its cell', async ({ page }) => {
  await slowWorkers(page, 0);
  await blankForm(page);
  await page.evaluate(() => {
    window.late = 200;
  });
  for (const text of ['张三', '女', '310101196803120021']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('一车间');
  await page.keyboard.press('Enter');
  await page.evaluate(() => {
    window.late = 0;
  });
  const row = page.getByRole('row').filter({ has: page.locator('td.foc') });
  await expect(row).toContainText('一车间');
  for (const text of [/0021$/, '女', '张三']) {
    await page.keyboard.press('ArrowLeft');
    await expect(framed(page)).toHaveText(text);
  }
});

test('typed as soon as the page of the tour is turned: it is for the next stop, and stays', async ({
  page,
}) => {
  await slowWorkers(page, 0);
  await page.goto('#导览');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('这张表', { timeout: 30_000 });
  for (let stop = 0; stop < 20 && !(await heading.innerText()).includes('姓名'); stop += 1)
    await page.keyboard.press('PageDown');
  await page.evaluate(() => {
    window.late = 200;
  });
  await page.keyboard.type('甲');
  await page.keyboard.press('PageDown');
  const next = await heading.innerText();
  expect(next).not.toContain('姓名');
  await page.keyboard.type(TEXT);
  await page.keyboard.press('Enter');
  await page.evaluate(() => {
    window.late = 0;
  });
  await expect(framed(page)).toHaveText(TEXT);
  await page.keyboard.press('PageUp');
  await expect(heading).toContainText('姓名');
  await expect(framed(page)).not.toHaveText(/甲/);
});

test('the pen lies on its cell, and its text where the text of the cell is', async ({ page }) => {
  await page.goto('#教学');
  await page.getByRole('button', { name: /现场填一张/ }).click();
  const pen = page.locator('.pen');
  const together = async (): Promise<void> => {
    await expect(async () => {
      const cell = await page.locator('td.foc, .piece.foc').boundingBox();
      const over = await pen.boundingBox();
      for (const side of ['x', 'y', 'width', 'height'] as const)
        expect(Math.abs((over?.[side] ?? NaN) - (cell?.[side] ?? 0))).toBeLessThan(1);
      // A text of several lines is seen whole.
      expect(await pen.evaluate((it) => it.scrollHeight - it.clientHeight)).toBeLessThanOrEqual(1);
    }).toPass({ timeout: 10_000 });
  };
  await together();
  await page.keyboard.type('本市职工家庭遭遇重大疾病造成生活困难的职工张三李四王五');
  await together();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '字再大些' }).click();
  await together();
  await page.setViewportSize({ width: 900, height: 700 });
  await together();
  await page.locator('td').nth(5).click();
  await expect(pen).toBeFocused();
  await together();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.piece.foc')).toBeVisible();
  await together();
});
