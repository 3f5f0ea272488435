import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { files } from '../../files.ts';
import { perform } from '../page/page-call.ts';

/** The page that a phone opens: everything is in it, and nothing else may run or be asked. */
export function checkPage(): { html: string; policy: string } {
  // On simulated phones and on this one the same words make a call.
  const script = `(() => {${fileBeside('page.js').replace("'PERFORM'", () => perform)}})();`;
  const style = fileBeside('page.css');
  const html = fileBeside('page.html')
    .replace('/* STYLE */', () => style)
    .replace('/* SCRIPT */', () => script);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "connect-src 'self'",
    // The icon that no browser shall ask for.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return { html, policy };
}

const fileBeside = (name: string): string => readFileSync(join(files.checkByHand, name), 'utf8');

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
