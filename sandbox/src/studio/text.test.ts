import { expect, test } from 'vitest';
import { withContent } from './text.ts';

test('only what has changed is written anew', () => {
  const text = '{\n\t"b": {"x": 1, "y": [1,2]},\n\n\t"a": true\n}\n';
  expect(withContent(text, { b: { x: 2, y: [1, 2] }, a: true })).toBe(text.replace('"x": 1', '"x": 2'));
  expect(withContent(text, { b: { x: 1, y: [1, 2] } })).not.toContain('"a"');
  expect(withContent(text, { b: { x: 1, y: [1, 2] }, a: true, c: 'new' })).toContain('\n\t"c": "new"\n}');
  expect(withContent(text, { b: { x: 1, y: [1, 2] }, a: true })).toBe(text);
});

test('line ends stay as they are', () => {
  const text = '{\r\n  "a": 1\r\n}\r\n';
  expect(withContent(text, { a: 1, b: 2 })).toBe('{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n');
});

test.each(['', 'no JSON', '[1]', '{"a": 1, "a": 2}'])('of %j a whole new text is made', (text) => {
  expect(withContent(text, { a: 3 })).toMatch(/"a": 3/);
  expect(JSON.parse(withContent(text, { a: 3 }))).toEqual({ a: 3 });
});
