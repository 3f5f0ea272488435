import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { files } from '../files.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The lab's files. Its page carries the control token: only a page of the lab's own origin can read it, so no
 * other web site gets it (docs/decisions/0002-control-token-in-the-lab.md).
 */
export async function answerLab(request: Request, controlToken: string): Promise<Response> {
  const { pathname } = new URL(request.url);
  const asset = /^\/(assets\/[\w.-]+|[\w-]+\.(?:svg|png))$/.exec(pathname)?.[1];
  if (!asset) return labPage(controlToken);
  const body = await readFile(join(files.lab, asset)).catch(() => undefined);
  if (body === undefined) return new Response('Not found', { status: 404 });
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': TYPES[extname(asset)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
    },
  });
}

async function labPage(controlToken: string): Promise<Response> {
  const html = await readFile(join(files.lab, 'index.html'), 'utf8');
  const page = html.replace(
    /(<meta name="control-token" content=")[^"]*"/,
    (_, start: string) => `${start}${controlToken}"`,
  );
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // Nobody may put the lab into a frame and click through it.
      'content-security-policy': "frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}
