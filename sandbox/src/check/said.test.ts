import { expect, it } from 'vitest';
import { fields, said, shown } from './said.ts';

it('shows of a token only the end, wherever it is in an answer', () => {
  const token = `${'f'.repeat(56)}01234567`;
  const text = said({ kind: 'answered', answer: { apnsToken: token, info: { fcmToken: token } } });
  expect(text).toBe('{"apnsToken":"…01234567","info":{"fcmToken":"…01234567"}}');
});

it('keeps answers readable, whatever a page returns', () => {
  expect(shown(undefined)).toBe('undefined');
  expect(shown('x'.repeat(5000))).toHaveLength(2002);
  expect(said({ kind: 'threw', code: '', message: 'boom' })).toBe('the call threw “boom”');
  expect(said({ kind: 'threw', code: 'not-in-app', message: 'boom' })).toBe(
    'the call threw not-in-app: “boom”',
  );
  expect(said({ kind: 'silent', seconds: 30 })).toBe('no answer within 30 s');
});

it('finds no fields where there is no object', () => {
  expect(fields({ kind: 'answered', answer: null })).toEqual({});
  expect(fields({ kind: 'page-gone' })).toEqual({});
  expect(fields({ kind: 'answered', answer: { success: true } })).toEqual({ success: true });
});
