/** A phone's page asks here whether the site answers again. */
export const REACHABLE_PATH = '/__phone/reachable';

/** Why a site's server gave no answer. */
export interface Cause {
  kind: 'unreachable' | 'name-unknown' | 'certificate' | 'tls';
  /** As the system says it. */
  code: string;
  remedy: string;
}

export function causeOf(error: Error, url: string): Cause {
  const code = (error as NodeJS.ErrnoException).code ?? error.message;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'name-unknown', code, remedy: 'Check the address for a mistake in its name.' };
  if (code === 'EPROTO' || /WRONG_VERSION|SSL_WRONG|PACKET_LENGTH/.test(code + error.message))
    return { kind: 'tls', code, remedy: 'Try the same address with http:// in front.' };
  if (/CERT|SIGN|TLS|SSL/.test(code))
    return {
      ...{ kind: 'certificate', code },
      remedy:
        'Start the sandbox with NODE_EXTRA_CA_CERTS=FILE, the certificate of who signed it. On localhost any certificate will do.',
    };
  // What speaks HTTPS hangs up on plain HTTP.
  const orHttps = /ECONNRESET|UND_ERR_SOCKET|HPE_/.test(code) && url.startsWith('http:');
  const remedy = `Start your development server, and check the port${orHttps ? '; perhaps the address begins with https://' : ''}.`;
  return { kind: 'unreachable', code, remedy };
}

/** Says in the phone that the site's server does not answer, and goes on by itself once it does. */
export function unreachablePage(site: string, error: Error): Response {
  const { code, remedy } = causeOf(error, site);
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Site not reachable</title>
<body style="font:16px/1.5 system-ui;margin:2rem"><main><h1 style="font-size:1.25rem">Your site does not answer</h1>
<p>The phone asked <code>${escapeHtml(site)}</code> and got <code>${escapeHtml(code)}</code>.</p>
<p>${escapeHtml(remedy)} The address can be changed in the lab’s header.</p>
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

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
