/**
 * That the built page asks for nothing newer than Chrome 100, its libraries included; and what an
 * older browser shows instead of it.
 */
import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BUILDS, HOSTED_FILES } from './builds';
import { newInScript, newInStyles } from './compat/code';

/** Newer things that are in the build, and why the page does without them in Chrome 100. */
const HARMLESS: readonly (readonly [found: RegExp, why: string])[] = [
  [/scrollbar-width/, 'Element Plus hides a scroll bar; ::-webkit-scrollbar beside it does so for the rest'],
  [/^member to(Reversed|Sorted|Spliced): /, 'Vue passes them on if a page calls them on a reactive array'],
  [/^static Symbol\.dispose: /, "wasm-bindgen's glue asks first whether there is one"],
  [/^global MathMLElement: .*MathMLElement/, 'Vue asks first whether there is one'],
  [/^member scrollMargin: .*\bscrollMargin\b/, "an option of TanStack Virtual's, no style of an element"],
  [/^property size: A4$/, 'the paper in @page: a descriptor there, and as old as Chrome 15'],
  [
    /:has: .*(\.rv-filter|\.colPinEnd)/,
    "RevoGrid's filters and pinned columns, neither of which the page uses",
  ],
  [
    /^property (mask-image|-khtml-user-select)/,
    "RevoGrid's handle for dragging rows, which the page doesn't show",
  ],
];

/** What is left of the findings when the harmless ones are taken out. */
function serious(found: string[]): string[] {
  return found.filter((what) => !HARMLESS.some(([harmless]) => harmless.test(what)));
}

function built(extension: string): string[] {
  return readdirSync(HOSTED_FILES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => readFileSync(join(HOSTED_FILES, name), 'utf8'));
}

test('the scripts use nothing newer than Chrome 100', () => {
  const scripts = built('.js');
  expect(scripts.length).toBeGreaterThan(2);
  expect(serious(scripts.flatMap((code) => newInScript(code)))).toEqual([]);
});

test('the styles use nothing newer than Chrome 100', () => {
  const inPage = built('.html').flatMap((html) =>
    [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text ?? ''),
  );
  const styles = [...built('.css'), ...inPage];
  expect(styles.length).toBeGreaterThan(1);
  expect(serious(styles.flatMap((text) => newInStyles(text)))).toEqual([]);
});

test('what is newer would be noticed', () => {
  for (const code of [
    '[1].toSorted()',
    'Promise.withResolvers()',
    'Object.groupBy([], (x) => x)',
    'new CloseWatcher()',
    'document.startViewTransition()',
    'document.body.showPopover()',
    `const worker = "(function() { [${'1, '.repeat(20)}].findLast; [].toSpliced(0) })()"`,
    `const style = ".a{color:red;${'margin:0;'.repeat(9)}width:10dvh}"`,
  ]) {
    expect(newInScript(code), code).toHaveLength(1);
  }
  for (const text of [
    'a:has(b) { color: red }',
    'a { b { color: red } }',
    '@container (width > 1px) { a { color: red } }',
    'a { color: color-mix(in srgb, red, blue) }',
    'a { translate: 1px }',
    'a { text-wrap: balance }',
    'a { height: 100dvh }',
    '@media (width >= 600px) { a { color: red } }',
  ]) {
    expect(newInStyles(text).length, text).toBeGreaterThan(0);
  }
  expect(newInScript('[1].at(-1); structuredClone({}); Object.hasOwn({}, "a")')).toEqual([]);
  expect(
    newInStyles('a:focus-visible { inset: 0; gap: 1px; aspect-ratio: 1; color: rgb(0 0 0 / 50%) }'),
  ).toEqual([]);
});

for (const build of BUILDS) {
  for (const missing of ['WebAssembly', 'DecompressionStream', 'structuredClone'] as const) {
    test(`without ${missing} the page says which browser to take: ${build.name}`, async ({ page }) => {
      await page.addInitScript((name) => Reflect.deleteProperty(window, name), missing);
      await page.goto(build.url);
      const notice = page.getByText('请换用 Chrome 100、Edge 100');
      if (build.name === 'hosted' && missing === 'DecompressionStream') {
        // The hosted page fetches its core as it is.
        await expect(page.getByRole('heading', { name: '把表格文件拖到这里' })).toBeVisible();
      } else {
        await expect(notice).toBeVisible();
        await expect(notice).toHaveCSS('opacity', '1');
      }
    });
  }

  test(`where scripts of today's kind don't run, the notice stands: ${build.name}`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(new URL(build.url, baseURL).href);
    await expect(page.getByText('请换用 Chrome 100、Edge 100')).toBeVisible();
    await context.close();
  });
}
