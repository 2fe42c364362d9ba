/**
 * A server of the hosted build that is also the browser's only way out: set as its proxy, it
 * sees every request of pages, workers and service workers, wherever it was meant to go.
 * What isn't meant for the page's own server is written down and refused.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * What Chromium asks for on its own account, whatever the page: whether its parts are up to
 * date, who is signed in to it, and what kind of form fields it has before it (a checksum of
 * their names, never of what is in them). A page can neither ask for this nor forbid it; what
 * a page asks for, Playwright sees as well.
 */
const BROWSERS_OWN =
  /^(connect |http:\/\/)(update|content-autofill)\.googleapis\.com[:/]|^connect accounts\.google\.com:/;

export class Recorder {
  /** The page's address. */
  origin = '';
  /** Every address asked for, in order. */
  readonly asked: string[] = [];
  /** Changes a file on its way, to play a newer version of the page. */
  change: (path: string, body: Buffer) => Buffer = (_, body) => body;
  readonly #root: string;
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  constructor(root: string) {
    this.#root = root;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on('connection', (socket) => {
      this.#open.add(socket);
      socket.on('close', () => this.#open.delete(socket));
    });
    // An encrypted connection would be opened with CONNECT; there is none to be opened.
    this.#server.on('connect', (request, socket) => {
      this.#note(`connect ${request.url ?? ''}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((started) => this.#server.listen(0, '127.0.0.1', started));
    this.origin = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Pulls the plug: nothing is reachable any more. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const stopped = new Promise((done) => this.#server.close(done));
    for (const socket of this.#open) socket.destroy();
    await stopped;
  }

  /** What was asked for that is not a file of the page. */
  foreign(): string[] {
    return this.asked.filter((url) => !url.startsWith(`${this.origin}/`));
  }

  #note(what: string): void {
    if (!BROWSERS_OWN.test(what)) this.asked.push(what);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A proxy is asked for whole addresses, a server for paths.
    const url = new URL(request.url ?? '', this.origin);
    this.#note(url.href);
    if (url.origin !== this.origin || request.method !== 'GET') {
      response.writeHead(502).end();
      return;
    }
    const path = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
    try {
      const body = this.change(path, await readFile(join(this.#root, path)));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  }
}
