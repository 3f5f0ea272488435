import { describe, expect, it } from 'vitest';
import { injectScript } from './inject.ts';

const marked = '<script data-journeys-push>S</script>';

describe('the script of the shell', () => {
  it.each([
    [
      '<!doctype html><html><head><script>a</script></head></html>',
      `<!doctype html><html><head>${marked}<script>a</script></head></html>`,
    ],
    ['<!DOCTYPE html><title>x</title><p>y', `<!DOCTYPE html>${marked}<title>x</title><p>y`],
    ['<html lang="en"><body>x</body></html>', `<html lang="en">${marked}<body>x</body></html>`],
    ['<!-- <head> --><HEAD data-a="1"></HEAD>', `<!-- <head> --><HEAD data-a="1">${marked}</HEAD>`],
    ['only text', `${marked}only text`],
  ])('comes before every script of %s', async (html, expected) => {
    expect(await injectScript(html, 'S')).toBe(expected);
  });

  it('cannot end its own element', async () => {
    expect(await injectScript('<p>', "'</script>'")).toBe(
      "<script data-journeys-push>'<\\/script>'</script><p>",
    );
  });

  it.each([
    `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`,
    '<META HTTP-EQUIV=content-security-policy CONTENT="script-src https:"/>',
  ])('is exempt from the page’s own policy %s', async (policy) => {
    const page = `<head><meta charset="utf-8">${policy}<title>x</title></head>`;
    expect(await injectScript(page, 'S')).toBe(
      `<head>${marked}<meta charset="utf-8"><title>x</title></head>`,
    );
    expect(await injectScript(`${policy}<p>`, 'S')).toBe(`${marked}<p>`);
  });

  it('leaves every other byte of the page alone', async () => {
    const page = '<head></head><body onload="a &amp; b">é \u2028 <b>x</body>';
    expect((await injectScript(page, 'S')).replace(marked, '')).toBe(page);
  });
});
