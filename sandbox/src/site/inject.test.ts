import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { injecting } from './inject.ts';

const marked = '<script data-journeys-push>S</script>';

/** The page in pieces of one letter, as a slow server might send it. */
async function inject(html: string, script = 'S'): Promise<string> {
  const pieces = Readable.from(html).pipe(injecting(script, (policy) => `${policy}; also 'x'`));
  return (await pieces.toArray()).join('');
}

describe('the script of the shell', () => {
  it.each([
    [
      '<!doctype html><html><head><script>a</script></head></html>',
      `<!doctype html><html><head>${marked}<script>a</script></head></html>`,
    ],
    ['<!DOCTYPE html><title>x</title><p>y', `<!DOCTYPE html>${marked}<title>x</title><p>y`],
    ['<html lang="en"><body>x</body></html>', `<html lang="en">${marked}<body>x</body></html>`],
    ['<!-- <head> --><HEAD data-a="1"></HEAD>', `<!-- <head> --><HEAD data-a="1">${marked}</HEAD>`],
    ['only text', `only text${marked}`],
  ])('comes before every script of %s', async (html, expected) => {
    expect(await inject(html)).toBe(expected);
  });

  it('cannot end its own element, and is plain ASCII', async () => {
    expect(await inject('<p>', "'</script>é'")).toBe(
      "<script data-journeys-push>'<\\/script>\\u00e9'</script><p>",
    );
  });

  it('comes before a policy that the page gives itself, which is adjusted and kept beside', async () => {
    const page = `<head><META HTTP-EQUIV=content-security-policy CONTENT="script-src https:"/><title>x</title></head>`;
    const policy = `<meta http-equiv="content-security-policy" content="script-src https:; also 'x'" data-journeys-push-was="script-src https:"/>`;
    expect(await inject(page)).toBe(`<head>${marked}${policy}<title>x</title></head>`);
  });

  it('leaves every other byte of the page alone', async () => {
    const page = '<head></head>\r\n<body onload="a &amp; b">é \u2028 <b>x</body>';
    expect((await inject(page)).replace(marked, '')).toBe(page);
  });
});
