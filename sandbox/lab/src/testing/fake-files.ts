import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';

const LAB = new URL('../../dist/', import.meta.url);
const SHOP = new URL('../../../../examples/plain/', import.meta.url);
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A file of the built lab, whose page carries the token. */
export async function sendLab(response: ServerResponse, pathname: string): Promise<void> {
  await sendFile(response, {
    folder: LAB,
    pathname,
    change: (page) => page.replace(/(control-token" content=")/, '$1fake-token'),
  });
}

/** A file of the example shop, with just enough of the injected bridge to see that it is in the app. */
export async function sendShop(response: ServerResponse, pathname: string): Promise<void> {
  const change = (page: string) => page.replace('<head>', `<head><script>${STUB}</script>`);
  await sendFile(response, { folder: SHOP, pathname, change });
}

interface Sent {
  folder: URL;
  /** Without an extension: the folder's one page. */
  pathname: string;
  change(page: string): string;
}

async function sendFile(response: ServerResponse, { folder, pathname, change }: Sent): Promise<void> {
  const name = extname(pathname) ? pathname.slice(1) : 'index.html';
  const body = await readFile(new URL(name, folder));
  response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' });
  response.end(extname(name) === '.html' ? change(body.toString()) : body);
}

const STUB = `
window.median = {
  open: { appSettings() {} },
  msdynamics: {
    promptNotificationPermission: async () => ({ granted: true }),
    areNotificationsEnabled: async () => ({ granted: true, status: 'granted' }),
    registerDevice: (options, callback) => callback({ success: true }),
    notificationOpened: { addListener() {} },
    registrationChanged: { addListener() {} },
  },
};`;
