/** What the tests of the page share: files, ways around the workbench, the command line as second opinion. */
import { expect, type Download, type Locator, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, root));
}

/** Picks a file on whatever screen is on show. */
export async function pick(page: Page, file: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(file);
}

/** Drops files onto the window. */
export async function dropFiles(page: Page, paths: string[]): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => ({
      name: path.split('/').pop() ?? '',
      base64: (await readFile(path)).toString('base64'),
    })),
  );
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, base64 } of given) {
      data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    }
    return data;
  }, files);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Opens the page and a file in it, up to the drawn sheet. */
export async function openFile(page: Page, file: string): Promise<void> {
  await page.goto('');
  await pick(page, file);
  await sheetDrawn(page);
}

export async function sheetDrawn(page: Page): Promise<void> {
  await expect(page.locator('revogr-data[col-type=rgCol] .rgCell .t').first()).toBeVisible({
    timeout: 30_000,
  });
}

/** Lets the page believe in another day. (Playwright's own clock also stops the grid's drawing.) */
export async function onDay(page: Page, day: string): Promise<void> {
  await page.addInitScript((noon) => {
    const Real = Date;
    const shift = Real.parse(noon) - Real.now();
    window.Date = class extends Real {
      constructor(...given: []) {
        if (given.length === 0) super(Real.now() + shift);
        else super(...given);
      }
    } as DateConstructor;
  }, `${day}T12:00:00+08:00`);
}

export function verdict(page: Page): Locator {
  return page.getByRole('region', { name: '结论' }).getByRole('heading');
}

export function list(page: Page): Locator {
  return page.getByRole('listbox', { name: '问题' });
}

function place(address: string): { row: number; col: number } {
  const match = /^([A-Z])(\d+)$/.exec(address);
  if (match === null) throw new Error(`${address} is no address the tests use`);
  return { row: Number(match[2]) - 1, col: (match[1] ?? 'A').charCodeAt(0) - 65 };
}

/** A cell of the sheet, by its address in the file. */
export function cell(page: Page, address: string): Locator {
  const { row, col } = place(address);
  return page.locator(`revogr-data[col-type=rgCol] .rgCell[data-rgrow="${row}"][data-rgcol="${col}"]`);
}

/** Goes to a cell as a user does: by the keyboard if it is out of sight. */
export async function select(page: Page, address: string): Promise<void> {
  await cell(page, address).scrollIntoViewIfNeeded();
  await cell(page, address).click();
  await expect(page.locator('.fx .a')).toHaveText(address);
}

/** How long one step through the list may take before the walk begins anew. */
const STEP = { timeout: 2_000 };

/** All problems of the list as "code cell", walked through by key. */
async function walk(page: Page): Promise<string[]> {
  const total = Number((await page.getByRole('heading', { name: /^问题 / }).innerText()).replace(/\D/g, ''));
  await list(page).focus(STEP);
  await page.keyboard.press('Home');
  const seen: string[] = [];
  for (let at = 0; at < total; at += 1) {
    const chosen = list(page).locator(`#problem-${at}`);
    await expect(chosen).toHaveAttribute('aria-setsize', String(total), STEP);
    await expect(chosen).toHaveAttribute('aria-selected', 'true', STEP);
    const code = await chosen.locator('.code').innerText(STEP);
    seen.push(`${code} ${await chosen.locator('.addr').innerText(STEP)}`);
    await page.keyboard.press('ArrowDown');
  }
  return seen;
}

/** As soon as the list stands still: it follows an edit a moment later, and may change under the walk. */
export async function problems(page: Page): Promise<string[]> {
  let seen: string[] = [];
  await expect(async () => {
    seen = await walk(page);
  }).toPass({ timeout: 60_000 });
  return seen;
}

/** That the list comes to hold these problems, in any order, and no others. */
export async function expectProblems(page: Page, wanted: readonly string[]): Promise<void> {
  await expect(async () => {
    expect((await walk(page)).sort()).toEqual([...wanted].sort());
  }).toPass({ timeout: 60_000 });
}

/** The sheet has opened, and has gone to its first problem. */
export async function atFirstProblem(page: Page): Promise<void> {
  const first = list(page).getByRole('option', { selected: true });
  const at = await first.locator('.addr').innerText();
  // What is about the whole sheet is at no cell.
  if (at !== '全表') await expect(page.locator('.fx .a')).toHaveText(at);
}

/** Takes an export and saves it under its own name. */
export async function exported(page: Page, take: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), take()]);
  return download;
}

/** As a trap in the core does: an error that nobody catches, in every worker there is. */
export async function crashWorkers(page: Page): Promise<void> {
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers()) {
    // One that is ended meanwhile can't be told any more.
    const gone = new Promise((done) => worker.once('close', done));
    const told = worker.evaluate(() => void setTimeout(() => reportError(new Error('gone'))));
    await Promise.race([told.catch(() => undefined), gone]);
  }
}

interface Finding {
  code: string;
  cell: string | null;
  severity: string;
}

/** What the command line finds in a file: the same core, built natively. */
export function checkedByCli(file: string, today: string): Finding[] {
  const program = process.env['NUANBIAO'] ?? fileURLToPath(new URL('target/debug/nuanbiao', root));
  let out: string;
  try {
    out = execFileSync(program, ['check', file, '--format', 'json', '--today', today], { encoding: 'utf8' });
  } catch (thrown) {
    // Exit status 1: something must be mended. Anything else is no answer.
    const failed = thrown as { status?: number; stdout?: string };
    if (failed.status !== 1 || failed.stdout === undefined) throw thrown;
    out = failed.stdout;
  }
  const report = JSON.parse(out) as { files: { sheets: { findings: Finding[] }[] }[] };
  return report.files.flatMap((checked) => checked.sheets.flatMap((sheet) => sheet.findings));
}
