/** The states of many files: the list, a sample, what is held side by side. */
import { readFileSync } from 'node:fs';

import { expect, type Page } from '@playwright/test';

import { exported, fixture } from './helpers';
import { dialogShown, type Given, type State } from './state';
import { Worksheet } from './worksheet';

const FILES = [
  'perfect.xlsx',
  'mistakes-15.xlsx',
  'encrypted.xlsx',
  'layout-several-sheets.xlsx',
  'odd-unsigned.xlsx',
];

function bytes(name: string, buffer: Buffer): Given {
  return { name, mimeType: 'application/octet-stream', buffer };
}

async function reviewer(page: Page): Promise<void> {
  await page.goto('');
  await page.getByRole('button', { name: '审核抽查' }).click();
}

async function manyFiles(page: Page): Promise<void> {
  await reviewer(page);
  await page
    .locator('input[type=file][multiple]:not([webkitdirectory])')
    .setInputFiles(FILES.map((name) => bytes(name, readFileSync(fixture(name)))));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('5 份表');
  await expect(page.getByRole('region', { name: '文件' }).getByRole('row')).toHaveCount(6);
}

async function sampled(page: Page): Promise<void> {
  await manyFiles(page);
  await page.getByRole('button', { name: '抽样' }).click();
  await page.getByLabel('抽多少行').fill('6');
  await expect(page.getByRole('complementary', { name: '抽取核查样本' })).toContainText('抽到的 6 行');
}

async function takeAway(page: Page, what: RegExp): Promise<void> {
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

export const REVIEWER_STATES: readonly State[] = [
  {
    name: 'many files, start',
    go: async (page) => {
      await reviewer(page);
      await expect(page.getByRole('button', { name: '选择文件夹' })).toBeVisible();
    },
  },
  { name: 'many files', go: manyFiles },
  {
    name: 'many files, as a table',
    go: async (page) => {
      await manyFiles(page);
      await page.getByRole('button', { name: '看表' }).click();
    },
  },
  {
    name: 'many files, exports',
    go: async (page) => {
      await manyFiles(page);
      await page.getByRole('button', { name: '导出', exact: true }).click();
      await expect(page.getByRole('menuitem', { name: /^汇总报告/ })).toBeVisible();
    },
  },
  {
    name: 'many files, summary',
    go: async (page) => {
      await manyFiles(page);
      await takeAway(page, /^汇总报告/);
      await expect(page.frameLocator('iframe').locator('body')).toContainText('份文件');
    },
  },
  {
    name: 'many files, letters',
    go: async (page) => {
      await manyFiles(page);
      await takeAway(page, /^退回修改通知/);
      await expect(page.frameLocator('iframe').locator('.letter').first()).toBeVisible();
    },
  },
  {
    name: 'a file among many, to read only',
    go: async (page) => {
      await manyFiles(page);
      await page.getByRole('button', { name: 'mistakes-15.xlsx', exact: true }).click();
      await expect(page.getByText('允许修改').first()).toBeVisible();
    },
  },
  { name: 'sample', go: sampled },
  {
    name: 'sample, how many rows',
    go: async (page) => {
      await sampled(page);
      await page.getByText('不知道抽多少').click();
      await expect(page.getByRole('button', { name: '就抽这么多' })).toBeVisible();
    },
  },
  {
    name: 'sample evaluated',
    go: async (page) => {
      await sampled(page);
      const drawn = await exported(page, () => page.getByRole('button', { name: '导出核查底稿' }).click());
      const worksheet = new Worksheet(readFileSync(await drawn.path()));
      const verdict = worksheet.column('结论');
      worksheet
        .rows()
        .forEach((row, index) => worksheet.put(`${verdict}${row}`, index === 0 ? '不符' : '相符'));
      await page
        .locator('input[type=file][hidden]')
        .first()
        .setInputFiles(bytes('底稿-填好.xlsx', Buffer.from(worksheet.bytes())));
      await dialogShown(page, '抽查底稿的评价');
      await expect(page.getByRole('dialog')).toContainText('不符 1 行');
    },
  },
  {
    name: 'two versions compared',
    go: async (page) => {
      await manyFiles(page);
      const rows = page.getByRole('region', { name: '文件' }).getByRole('row');
      for (const name of ['mistakes-15.xlsx', 'perfect.xlsx'])
        await rows.filter({ hasText: name }).getByRole('checkbox').check();
      await page
        .getByRole('region', { name: '文件', exact: true })
        .getByRole('button', { name: '比较这两份' })
        .click();
      await dialogShown(page, '比较两份表');
    },
  },
];
