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
export function unreachablePage(site: string, error: Error, method: string): Response {
  const { code, remedy } = causeOf(error, site);
  return notice({
    ...{ title: 'Site not reachable', heading: 'Your site does not answer' },
    body: `<p>The phone asked <code>${escapeHtml(site)}</code> and got <code>${escapeHtml(code)}</code>.</p>
<p>${escapeHtml(remedy)} The address can be changed in the lab’s header.</p>
<p role="status">This page goes on by itself as soon as the site answers.</p>`,
    script: `(function ask() {
  setTimeout(function () {
    fetch('${REACHABLE_PATH}').then(function (answer) {
      if (answer.status === 200) ${goOn(method)};
      else ask();
    }, ask);
  }, 1000);
})();`,
  });
}

/** Says in the phone that it has no network, and goes on by itself once it has one: the page script tells. */
export const offlinePage = (method: string): Response =>
  notice({
    ...{ title: 'Phone offline', heading: 'No connection' },
    body: `<p>This phone is offline, so it cannot load this page. The app shows a page of its own here.</p>
<p role="status">It goes on by itself as soon as the phone is online again.</p>`,
    script: `addEventListener('online', function () { ${goOn(method)}; });`,
  });

/** To replace an address by one that differs by nothing but its hash loads nothing; to load a form's again posts it. */
const goOn = (method: string) =>
  method === 'GET' ? 'location.reload()' : "location.replace(location.href.split('#')[0])";

/** Says in the phone that the site's server has answered with what cannot be passed on. */
export const unusablePage = (site: string, status: number, { message }: Error): Response =>
  notice({
    ...{ title: 'Answer not usable', heading: 'Your site’s answer cannot be passed on' },
    body: `<p>The phone asked <code>${escapeHtml(site)}</code> and got an answer with the status <code>${status}</code>:
<code>${escapeHtml(message)}</code>.</p>
<p>Expected: a status from 200 to 599, and headers as HTTP has them. Look at what your server sends.</p>`,
  });

interface Notice {
  title: string;
  heading: string;
  body: string;
  script?: string;
}

function notice({ title, heading, body, script }: Notice): Response {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${title}</title>
<body style="font:16px/1.5 system-ui;margin:2rem"><main><h1 style="font-size:1.25rem">${heading}</h1>
${body}</main>${script ? `\n<script>${script}</script>` : ''}`;
  return new Response(page, {
    status: 502,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
