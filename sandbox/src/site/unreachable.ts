/** A phone's page asks here whether the site answers again. */
export const REACHABLE_PATH = '/__phone/reachable';

/** Says in the phone that the site's server does not answer, and goes on by itself once it does. */
export function unreachablePage(site: string, error: Error): Response {
  const code = (error as NodeJS.ErrnoException).code ?? error.message;
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Site not reachable</title>
<body style="font:16px/1.5 system-ui;margin:2rem"><main><h1 style="font-size:1.25rem">Your site does not answer</h1>
<p>The phone asked <code>${escapeHtml(site)}</code> and got <code>${escapeHtml(code)}</code>.</p>
<p>${escapeHtml(remedyFor(code))}</p>
<p role="status">This page goes on by itself as soon as the site answers.</p></main>
<script>(function ask() {
  setTimeout(function () {
    fetch('${REACHABLE_PATH}').then(function (answer) {
      if (answer.status === 200) location.replace(location.href);
      else ask();
    }, ask);
  }, 1000);
})();</script>`;
  return new Response(page, {
    status: 502,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

function remedyFor(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'No such name: check the address given to --app.';
  if (/CERT|SIGNED|TLS|SSL/.test(code))
    return 'Its certificate is not trusted: start the sandbox with NODE_EXTRA_CA_CERTS=FILE, the certificate of who signed it. On localhost any certificate will do.';
  return 'Start your development server, and check the port given to --app.';
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
