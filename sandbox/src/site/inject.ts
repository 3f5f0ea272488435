import { RewritingStream } from 'parse5-html-rewriting-stream';

/**
 * Puts a script before everything else of an HTML page, as a shell's "before content" script runs: right after
 * `<head>`, or before the first element where the page leaves `<head>` out. A policy that the page gives itself is
 * taken out: what a shell runs in a WebView is exempt from it (facts: shell.md §5).
 */
export function injectScript(html: string, script: string): Promise<string> {
  const stream = new RewritingStream();
  const tag = `<script data-journeys-push>${script.replaceAll('</script', '<\\/script')}</script>`;
  let injected = false;
  stream.on('startTag', (token, raw) => {
    const before = !injected && token.tagName !== 'html' && token.tagName !== 'head';
    if (before) stream.emitRaw(tag);
    if (!isPolicy(token)) stream.emitRaw(raw);
    if (!injected && token.tagName === 'head') stream.emitRaw(tag);
    injected ||= before || token.tagName === 'head';
  });
  return new Promise((resolve, reject) => {
    let out = '';
    stream.on('data', (chunk: string) => {
      out += chunk;
    });
    stream.on('error', reject);
    stream.on('end', () => resolve(injected ? out : tag + out));
    stream.end(html);
  });
}

interface Tag {
  tagName: string;
  attrs: { name: string; value: string }[];
}

const isPolicy = ({ tagName, attrs }: Tag): boolean =>
  tagName === 'meta' &&
  attrs.some(
    ({ name, value }) => name === 'http-equiv' && value.trim().toLowerCase() === 'content-security-policy',
  );
