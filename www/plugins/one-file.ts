import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

import { withPolicy } from './csp.ts';

const NAME = '暖表.html';
const LARGEST = 4 * 1024 * 1024;

/**
 * Makes of the page, whose script and styles `vite-plugin-singlefile` has put inside, one file
 * that opens by double-click: the core is laid in as text (gzipped, then base64; see
 * `src/worker/binary.onefile.ts`), the icon as a data URL, and the policy names the script by
 * its hash. The build stops if the core is in it twice or the file grows beyond 4 MB.
 */
export function oneFile(files: { wasm: URL; icon: URL }): Plugin {
  return {
    name: 'nuanbiao:one-file',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const index = bundle['index.html'];
        if (index?.type !== 'asset') this.error('The build made no index.html.');
        const core = gzipSync(readFileSync(files.wasm), { level: constants.Z_BEST_COMPRESSION });
        const icon = `data:image/svg+xml;base64,${readFileSync(files.icon).toString('base64')}`;
        let html = String(index.source);
        if (/AGFzbQEA|application\/wasm|\0asm/.test(html)) this.error('The core is in the script as well.');
        html = replaced(html, /(<link rel="icon" href=")[^"]*"/, `$1${icon}"`);
        html = replaced(
          html,
          /(?=<\/body>)/,
          `<script type="text/plain" id="core">${core.toString('base64')}</script>\n  `,
        );
        html = withPolicy(html, 'onefile');

        const outside = /<(?:script|link|img)\b[^>]*\b(?:src|href)="(?!data:)[^"]*"/.exec(html);
        if (outside !== null) this.error(`The one file asks for another: ${outside[0]}`);
        const size = Buffer.byteLength(html);
        if (size > LARGEST) this.error(`The one file has ${size} bytes; ${LARGEST} is the most it may have.`);

        delete bundle['index.html'];
        const left = Object.keys(bundle);
        if (left.length > 0) this.error(`These were left outside of the one file: ${left.join(', ')}`);
        this.emitFile({ type: 'asset', fileName: NAME, source: html });
        const sum = createHash('sha256').update(html).digest('hex');
        this.emitFile({ type: 'asset', fileName: 'SHA256SUMS.txt', source: `${sum}  ${NAME}\n` });
      },
    },
  };
}

/** Replaces exactly one place; anything else is a build that changed under our hands. */
function replaced(text: string, place: RegExp, by: string): string {
  const found = text.match(new RegExp(place.source, 'g'))?.length ?? 0;
  if (found !== 1) throw new Error(`${place.source} is in the page ${found} times instead of once.`);
  return text.replace(place, by);
}
