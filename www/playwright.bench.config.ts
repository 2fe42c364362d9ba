/** `npm run bench`: how long a user waits, in the built page. Prints; asserts no times. */
import { defineConfig } from '@playwright/test';

import base from './playwright.config';

export default defineConfig(base, { testMatch: '**/*.bench.ts', timeout: 300_000, retries: 0 });
