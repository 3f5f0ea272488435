import { createHash } from 'node:crypto';
import { RewritingStream } from 'parse5-html-rewriting-stream';

/** Text between the tags: it cannot end its own element, and is the same bytes in whatever encoding the page has. */
const inlineText = (script: string): string =>
  script
    .replaceAll('</script', '<\\/script')
    .replaceAll(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The script as a source of a Content Security Policy. */
export const hashSource = (script: string): string =>
  `'sha256-${createHash('sha256').update(inlineText(script)).digest('base64')}'`;

/**
 * Puts a script before everything else of an HTML page, as a shell's "before content" script runs: right after
 * `<head>`, or before the first element where the page leaves `<head>` out. A policy that the page gives itself is
 * adjusted; what it was stays readable beside it.
 */
export function injecting(script: string, adjust: (policy: string) => string): RewritingStream {
  const stream = new RewritingStream();
  const tag = `<script data-journeys-push>${inlineText(script)}</script>`;
  let injected = false;
  stream.on('startTag', (token, raw) => {
    const before = !injected && token.tagName !== 'html' && token.tagName !== 'head';
    if (before) stream.emitRaw(tag);
    const policy = policyOf(token);
    if (policy) {
      token.attrs.push({ name: 'data-journeys-push-was', value: policy.value });
      policy.value = adjust(policy.value);
      stream.emitStartTag(token);
    } else stream.emitRaw(raw);
    if (!injected && token.tagName === 'head') stream.emitRaw(tag);
    injected ||= before || token.tagName === 'head';
  });
  stream._flush = (done) => {
    if (!injected) stream.push(tag);
    done();
  };
  return stream;
}

interface Tag {
  tagName: string;
  attrs: { name: string; value: string }[];
}

function policyOf({ tagName, attrs }: Tag): Tag['attrs'][number] | undefined {
  const isPolicy = attrs.some(
    ({ name, value }) => name === 'http-equiv' && value.trim().toLowerCase() === 'content-security-policy',
  );
  return tagName === 'meta' && isPolicy ? attrs.find(({ name }) => name === 'content') : undefined;
}
