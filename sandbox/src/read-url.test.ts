import { expect, test } from 'vitest';
import { readUrl } from './read-url.ts';

test('a URL in any letters is read, however many were read before it', () => {
  for (let count = 0; count < 50_000; count++) readUrl(`https://shop.example/${count % 7}`);
  expect(readUrl('https://bücher.example/ä')?.href).toBe('https://xn--bcher-kva.example/%C3%A4');
});

test.each(['', '/orders/42', 'shop.example', 'https://'])('“%s” is no absolute URL', (text) => {
  expect(readUrl(text)).toBeUndefined();
});
