import { escapeHtml } from './unreachable.ts';

/** An address of a phone whose site is not shown any more: another window may still be there. */
export const leftPage = (site: string): Response =>
  new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Another site is shown</title>
<body style="font:16px/1.5 system-ui;margin:2rem"><main><h1 style="font-size:1.25rem">The phones show another site now</h1>
<p>It is <code>${escapeHtml(site)}</code>. Open the phone in the Device Lab to see it.</p></main>`,
    { status: 404, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } },
  );
