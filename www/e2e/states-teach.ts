/** The states of teaching: lessons, exercises, the wall, the handbook. */
import { expect, type Page } from '@playwright/test';

import { fixture, openFile } from './helpers';
import type { State } from './state';

async function exercise(page: Page): Promise<void> {
  await page.goto('#练习');
  await page.getByLabel('表里几个人').fill('6');
  await page.getByLabel('藏几处错').fill('4');
  await page.getByLabel('第几套').fill('7');
}

async function exerciseBegun(page: Page): Promise<void> {
  await exercise(page);
  await page.getByRole('button', { name: '开始做' }).click();
  await expect(page.getByRole('heading', { name: '藏了 4 处，已标 0 处' })).toBeVisible({ timeout: 30_000 });
}

async function onTheWall(page: Page): Promise<void> {
  await openFile(page, fixture('mistakes-15.xlsx'));
  await page.keyboard.press('F9');
  await expect(page.getByText('大家先看看，错在哪里')).toBeVisible();
}

export const TEACH_STATES: readonly State[] = [
  {
    name: 'teaching',
    go: async (page) => {
      await page.goto('#教学');
      await expect(page.locator('.examples li').first()).toBeVisible();
    },
  },
  {
    name: 'tour, what the form is for',
    go: async (page) => {
      await page.goto('#导览');
      await expect(page.getByRole('heading', { level: 1 })).toContainText('这张表');
    },
  },
  {
    name: 'tour',
    go: async (page) => {
      await page.goto('#导览');
      await expect(page.getByRole('heading', { level: 1 })).toContainText('这张表');
      await page.keyboard.press('ArrowRight');
      await expect(page.locator('.lines .foc')).toBeVisible();
    },
  },
  {
    name: 'tour, a wrong value tried',
    go: async (page) => {
      await page.goto('#导览');
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading).toContainText('这张表');
      for (let stop = 0; stop < 20 && !(await heading.innerText()).includes('身份证号'); stop += 1)
        await page.keyboard.press('ArrowRight');
      await expect(page.locator('td.foc')).toBeVisible();
      await page.locator('td.foc').click();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('110105194912310021');
      await page.keyboard.press('Enter');
      await expect(page.locator('.answer.err')).toBeVisible();
    },
  },
  { name: 'exercise, set up', go: exercise },
  {
    name: 'exercise, rules chosen',
    go: async (page) => {
      await exercise(page);
      await page.getByText('自己选').click();
      await page.getByRole('searchbox', { name: '搜规则' }).fill('P2');
      await page.getByRole('checkbox').first().check();
    },
  },
  {
    name: 'exercise, no room',
    go: async (page) => {
      await exercise(page);
      await page.getByLabel('表里几个人').fill('3');
      await page.getByLabel('藏几处错').fill('20');
      await page.getByRole('button', { name: '开始做' }).click();
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
    },
  },
  { name: 'exercise, begun', go: exerciseBegun },
  {
    name: 'exercise, scored',
    go: async (page) => {
      await exerciseBegun(page);
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: '交卷' }).click();
      await expect(page.locator('.score')).toBeVisible();
    },
  },
  { name: 'presenter, a problem bare', go: onTheWall },
  {
    name: 'presenter, told and mended',
    go: async (page) => {
      await onTheWall(page);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('heading', { name: '怎么改' })).toBeVisible();
    },
  },
  {
    name: 'presenter, filling in',
    go: async (page) => {
      await page.goto('#教学');
      await page.getByRole('button', { name: /现场填一张/ }).click();
      await expect(page.locator('.stagewrap')).toBeVisible({ timeout: 30_000 });
      await page.keyboard.type('某某厂工会');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'handbook',
    go: async (page) => {
      await page.goto('#手册');
      await expect(page.getByRole('main').locator('.index tbody tr').first()).toBeVisible();
    },
  },
  {
    name: 'handbook, nothing found',
    go: async (page) => {
      await page.goto('#手册');
      await page.getByRole('searchbox').fill('没有这样的词');
      await expect(page.getByText(/找到 0 条/).first()).toBeAttached();
    },
  },
  {
    name: 'rule',
    go: async (page) => {
      await openFile(page, fixture('mistakes-15.xlsx'));
      await page.getByRole('link', { name: 'H103 手册' }).click();
      await expect(page.getByRole('heading', { name: '什么问题' })).toBeVisible();
    },
  },
  {
    name: 'rule, with a sum worked out',
    go: async (page) => {
      await page.goto('#P203');
      await expect(page.getByRole('heading', { name: '什么问题' })).toBeVisible({ timeout: 30_000 });
    },
  },
  {
    name: 'policy',
    go: async (page) => {
      await page.goto('#第十一条');
      await expect(page.getByRole('region', { name: '第十一条' })).toBeInViewport();
    },
  },
];
