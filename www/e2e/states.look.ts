/**
 * One picture of every state in every size and theme, into `LOOK` (`test-results/look` if unset).
 * Nothing is asserted but that the state is reached: they are for eyes.
 */
import { test } from '@playwright/test';

import { STATES } from './states';

const FOLDER = process.env['LOOK'] ?? 'test-results/look';

const SIZES = [
  { name: '1366x768', viewport: { width: 1366, height: 768 }, deviceScaleFactor: 1 },
  // What is left of 1366x768 inside a browser's window.
  { name: '1366x625', viewport: { width: 1366, height: 625 }, deviceScaleFactor: 1 },
  { name: '1920x1080', viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1 },
  // 1366x768 at a zoom of 200 %.
  { name: '200%', viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
];

for (const { name: size, viewport, deviceScaleFactor } of SIZES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${size} ${colorScheme}`, () => {
      test.use({ viewport, deviceScaleFactor, colorScheme });
      for (const { name, go } of STATES) {
        test(name, async ({ page }) => {
          await page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
          await go(page);
          await page.screenshot({
            path: `${FOLDER}/${name.replace(/[ ,]+/g, '-')}.${size}.${colorScheme}.png`,
            fullPage: size === '200%',
          });
        });
      }
    });
  }
}
