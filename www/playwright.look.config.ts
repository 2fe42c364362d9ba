/** `npm run look`: every state of the page as a picture, in each size and theme, to be looked at. */
import { defineConfig } from '@playwright/test';

import base from './playwright.config';

export default defineConfig(base, { testMatch: '**/*.look.ts', testIgnore: [], fullyParallel: true });
