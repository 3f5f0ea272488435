import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a small site serves: HTML by path, with headers if they matter. */
export type Site = Record<string, { body: string; type?: string; headers?: Record<string, string> }>;

export interface Chromium {
  /** Opens a page of a site that exists as long as the browser. `errors` collects what the page did not catch. */
  open(site: Site, path?: string): Promise<{ page: Page; errors: string[] }>;
  close(): Promise<void>;
}

async function serve(site: Site): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const found = site[request.url ?? '/'];
    const type = found?.type ?? 'text/html; charset=utf-8';
    response.writeHead(found ? 200 : 404, { 'content-type': type, ...found?.headers });
    response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** A real browser: `CHROMIUM_PATH`, else the system's. */
export async function startChromium(): Promise<Chromium> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser: Browser = await chromium.launch({ executablePath, args: flags });
  const sites: { close: () => void }[] = [];
  return {
    async open(site, path = '/') {
      const served = await serve(site);
      sites.push(served);
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
          errors.push(message.text());
      });
      await page.goto(served.url + path);
      return { page, errors };
    },
    async close() {
      await browser.close();
      for (const site of sites) site.close();
    },
  };
}
