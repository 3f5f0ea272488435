/**
 * A customer's web app, which knows nothing of this repository: a single page with a strict policy, one script and
 * deep links. With SIGNED_OUT its orders lead to the sign-in page, as they do for a stranger.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'";
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<title>Shop</title>
<script type="module" src="/shop.js"></script>
</head>
<body><main></main></body>
</html>`;

const script = await readFile(new URL('shop.js', import.meta.url));

createServer(({ url = '/' }, response) => {
  if (url === '/shop.js') return response.setHeader('content-type', 'text/javascript').end(script);
  if (url.startsWith('/orders') && process.env.SIGNED_OUT)
    return response.writeHead(302, { location: '/login' }).end();
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'x-frame-options': 'DENY',
  });
  response.end(PAGE);
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('The shop is open.\n'));
