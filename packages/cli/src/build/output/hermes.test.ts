import { expect, test } from 'vitest';
import { bytecodeVersion } from './hermes.ts';

test('bytecode is known by its first bytes, and says its version', () => {
  expect(bytecodeVersion(Buffer.from('c61fbc03c103191f62000000', 'hex'))).toBe(98);
});

test.each([
  ['JavaScript', Buffer.from('var __BUNDLE_START_TIME__=this')],
  ['an empty file', Buffer.alloc(0)],
  ['half a head', Buffer.from('c61fbc03c103191f', 'hex')],
])('%s is no bytecode', (_what, head) => {
  expect(bytecodeVersion(head)).toBeUndefined();
});
