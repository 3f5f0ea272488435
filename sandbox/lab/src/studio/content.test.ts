import { expect, test } from 'vitest';
import { isSame, valueAt, withValue } from './content.ts';

test('a value is read and set at its field; the order of the others stays', () => {
  const content = { identity: { name: 'Shop', build: 2 }, site: { url: 'https://shop.example/' } };
  expect(valueAt(content, 'identity.name')).toBe('Shop');
  expect(valueAt(content, 'identity.name.first')).toBeUndefined();
  const changed = withValue(content, 'identity.name', 'Store');
  expect(JSON.stringify(changed)).toBe(JSON.stringify(content).replace('Shop', 'Store'));
});

test('what is taken away leaves nothing empty behind', () => {
  const content = withValue({ foreground: 'show' }, 'appearance.splash.dark.image', 'night.png');
  expect(withValue(content, 'appearance.splash.dark.image', undefined)).toEqual({ foreground: 'show' });
});

test('a part of the wrong kind is replaced where somebody writes into it', () => {
  expect(withValue({ identity: 'Shop' }, 'identity.name', 'Shop')).toEqual({ identity: { name: 'Shop' } });
  expect(withValue([1], 'foreground', 'hide')).toEqual({ foreground: 'hide' });
});

test('contents are the same in whatever order they are written', () => {
  expect(isSame({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
  expect(isSame({ a: undefined }, { b: 1 })).toBe(false);
  expect(isSame([1, 2], [2, 1])).toBe(false);
});
