import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { signShapes } from './signs.ts';
import { commonStyle } from './style.ts';

export type Markup = ReturnType<typeof html>;

interface Page {
  /** Without the name of the product, which follows it. */
  title: string;
  /** Whose report this is: `journeys-push check`. */
  command: string;
  /** What this report has beyond the common style. */
  style: string;
  body: Markup;
}

/**
 * `@journeys-push/sandbox/report`: a report as one page that needs nothing beside itself: pictures and style are in
 * it, no script, no request. Should escaping ever fail, its own policy lets no foreign script or style run. The
 * common style has the signs, which a body draws as signs.ts says.
 */
export function reportPage({ title, command, style: own, body }: Page): string {
  const style = commonStyle + own;
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${command}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
${signShapes}
${body}
</body>
</html>
`.toString();
}
