import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { CheckResult } from '../result.ts';
import { attention } from './attention.ts';
import { checklist } from './checklist.ts';
import { header } from './header.ts';
import { headline } from './headline.ts';
import { items } from './items.ts';
import { matrix } from './matrix.ts';
import { signShapes } from './status.ts';
import { style } from './style.ts';

/**
 * The result as one page that needs nothing beside itself: pictures and style are in it, no script, no request. What
 * pages answered stands in it as text; should escaping ever fail, its own policy lets no foreign script or style run.
 */
export function htmlReport(result: CheckResult): string {
  const list = checklist(result);
  const needed = attention(list);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${headline(result)} · journeys-push check</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
${signShapes}
${header(result)}
<nav aria-label="In this report"><a href="#matrix">All items</a>${result.passed ? '' : html`<a href="#attention">What needs attention</a>`}<a href="#evidence">What was seen</a></nav>
<main>
${matrix(result, list)}
${needed}
${items(list)}
</main>
</body>
</html>
`.toString();
}

const hash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
