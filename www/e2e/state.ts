/** What the lists of states share. */
import { expect, type Page } from '@playwright/test';

export interface State {
  name: string;
  /** From the start page up to the state. */
  go: (page: Page) => Promise<void>;
}

export interface Given {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function csv(name: string, text: string): Given {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

export function give(page: Page, file: Given): Promise<void> {
  return page.locator('input[type=file]').first().setInputFiles(file);
}

export async function dialogShown(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole('dialog', { name })).toBeVisible();
}
