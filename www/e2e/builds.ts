/** The two builds of the page, and where the tests find them. */
import { fileURLToPath } from 'node:url';

const dist = new URL('../../dist/', import.meta.url);

/** The page as one file, opened from the disk as by a double-click. */
export const ONE_FILE = new URL(encodeURIComponent('暖表.html'), dist);
export const HOSTED_FILES = fileURLToPath(new URL('hosted/', dist));

export interface Build {
  name: string;
  /** What to go to; relative to the server's root for the hosted build. */
  url: string;
}

export const BUILDS: readonly Build[] = [
  { name: 'hosted', url: '' },
  { name: 'one file', url: ONE_FILE.href },
];
