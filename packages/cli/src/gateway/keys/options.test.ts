import { expect, test } from 'vitest';
import { listArgs, readExpiry, readId, readName, readScopes, refuseUnknown } from './options.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const KNOWN = ['read', 'register'] as const;

test.each([
  ['90d', '2027-02-23T12:00:00.000Z'],
  ['2026-11-25', '2026-11-26T00:00:00.000Z'],
])('--expires %s ends a key at %s', (text, at) => {
  expect(new Date(readExpiry(text, NOW) ?? 0).toISOString()).toBe(at);
});

test('without --expires a key does not end by itself', () => {
  expect(readExpiry(undefined, NOW)).toBeUndefined();
});

test.each(['0d', '90', 'soon', '2020-01-01', '2027-02-31x', ''])('--expires %j is refused', (text) => {
  expect(() => readExpiry(text, NOW)).toThrow('--expires must be');
});

test('scopes are a list, each once, in one order', () => {
  expect(readScopes('register, read,register', KNOWN)).toEqual(['read', 'register']);
});

test.each([undefined, '', 'read,write', 'read,'])('--scope %j is refused', (text) => {
  expect(() => readScopes(text, KNOWN)).toThrow('--scope takes read, register, not');
});

test.each([undefined, ' ', 'x'.repeat(201)])('the name %j is refused', (text) => {
  expect(() => readName(text)).toThrow('--name must say');
});

test.each(['0123456789ab', 'jpk_0123456789ab', 'jpk_0123456789ab_secret'])('%s names a key', (text) => {
  expect(readId(text)).toBe('0123456789ab');
});

test.each([undefined, 'shop', '0123456789abc'])('%j names no key', (text) => {
  expect(() => readId(text)).toThrow('12 hex digits');
});

test('what no option is, is refused', () => {
  expect(() => refuseUnknown('list', { _: ['all'] }, listArgs)).toThrow('"all" is not an option');
  const args = { _: [], all: true };
  expect(() => refuseUnknown('list', args, listArgs)).toThrow('There is no option --all');
});
