// Runs cases in the page's browser, each in a worker of its own: what a user's first file meets.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

const www = new URL("../www/", import.meta.url);
/** The page's own core, as `cargo xtask wasm` leaves it. */
export const pkg = new URL("src/pkg/", www);

const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/**
 * @param worker the worker's source, a module; it answers each message, a case, with its result
 * @param cases one worker each, one after the other
 * @param workbook served as "/workbook", beside the core's "/nuanbiao.js" and "/nuanbiao_bg.wasm"
 * @param modules a node_modules folder, served as "/modules/"
 */
export async function inWorkers(worker, cases, workbook, modules) {
  const { chromium } = createRequire(new URL("package.json", www))("@playwright/test");
  const file = (path) => [TYPES[extname(path.toString())] ?? "application/octet-stream", readFileSync(path)];
  const served = {
    "/": ["text/html", "<!doctype html>"],
    "/worker.js": ["text/javascript", worker],
    "/nuanbiao.js": file(new URL("nuanbiao.js", pkg)),
    "/nuanbiao_bg.wasm": file(new URL("nuanbiao_bg.wasm", pkg)),
    "/workbook": file(workbook),
  };
  const found = (path) => {
    if (path in served) return served[path];
    const inside = normalize(path).match(/^\/modules\/(.+)$/)?.[1];
    return inside !== undefined && modules !== undefined ? file(join(modules, inside)) : ["text/plain", ""];
  };
  const server = createServer(({ url }, response) => {
    const [type, body] = found(url);
    response.setHeader("content-type", type).end(body);
  });
  await new Promise((listening) => server.listen(0, "localhost", listening));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  const page = await browser.newPage();
  await page.goto(`http://localhost:${server.address().port}/`);
  const results = [];
  for (const kind of cases) {
    results.push(
      await page.evaluate(
        (asked) =>
          new Promise((done, fail) => {
            const worker = new Worker("/worker.js", { type: "module" });
            worker.onerror = ({ message }) => fail(new Error(message));
            worker.onmessage = ({ data }) => {
              worker.terminate();
              done(data);
            };
            worker.postMessage(asked);
          }),
        kind,
      ),
    );
  }
  await browser.close();
  server.close();
  return results;
}
