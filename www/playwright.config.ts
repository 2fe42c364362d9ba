import { defineConfig } from '@playwright/test';

/** Another one where several copies of the page are tested at a time. */
const PORT = Number(process.env['PORT'] ?? 4173);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Long enough for a machine that others keep busy: only what fails waits so long.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // A machine that stalls for once fails no one's work; `xtask test` names whatever needed it.
  retries: 1,
  fullyParallel: false,
  workers: 1,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    launchOptions: {
      // The system's Chromium: nothing is downloaded. It has no sandbox inside a container.
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: false,
  },
});
