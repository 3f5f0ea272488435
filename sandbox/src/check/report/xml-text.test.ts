import fc from 'fast-check';
import { expect, it } from 'vitest';
import { xmlText } from './xml-text.ts';

it('leaves ordinary text as it is, line breaks and emoji included', () => {
  expect(xmlText('Grüße 🎉\n\t{"granted":true} <b> & "')).toBe('Grüße 🎉\n\t{"granted":true} <b> & "');
});

it.each([
  ['a control character', 'a\u{0}b\u{1B}[31mc', 'a\u{FFFD}b\u{FFFD}[31mc'],
  ['half a surrogate pair', 'a\u{D800}b\u{DC00}', 'a\u{FFFD}b\u{FFFD}'],
  ['a non-character', '\u{FFFF}', '\u{FFFD}'],
  ['the end of a CDATA section', 'a[b[0]]>1, c[d[0]]>1', 'a[b[0]] >1, c[d[0]] >1'],
])('makes %s harmless', (_, text, fit) => {
  expect(xmlText(text)).toBe(fit);
});

it('never ends a CDATA section, and is well-formed, whatever comes', () => {
  const nasty = fc.array(fc.constantFrom(']', '>', '\u{1}', '\u{D83C}', '\u{DF89}', 'a', '\n'));
  fc.assert(
    fc.property(nasty, (parts) => {
      const text = xmlText(parts.join(''));
      expect(text).not.toContain(']]>');
      expect(text).toBe(Buffer.from(text).toString());
      expect(text).not.toContain('\u{1}');
    }),
  );
});
