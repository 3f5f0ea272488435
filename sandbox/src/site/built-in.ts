import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { files } from '../files.ts';
import type { Site } from './site.ts';

const FOLDER = files.shop.find(existsSync) ?? '';
const medianBundle = () => createRequire(import.meta.url).resolve('median-js-bridge/dist/median.min.js');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** The example shop of `examples/plain`: files by name, its one page for every other path. */
export function createBuiltInSite(): Site {
  return {
    async answer(request, path) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
      const name = fileFor(new URL(path, 'http://site').pathname);
      const body = await readFile(name).catch(() => undefined);
      if (body === undefined) return new Response('Not found', { status: 404 });
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
        headers: {
          'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
          'cache-control': 'no-cache',
        },
      });
    },
  };
}

function fileFor(path: string): string {
  if (path === '/median.min.js') return medianBundle();
  if (path === '/median' || path.startsWith('/median/')) return join(FOLDER, 'median.html');
  // A name without a slash or a leading dot cannot leave the folder.
  const file = /^\/([a-z0-9-]+\.(?:js|css|svg|png))$/.exec(path)?.[1];
  return join(FOLDER, file ?? 'index.html');
}
