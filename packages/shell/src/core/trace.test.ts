import { expect, test } from 'vitest';
import { newTraceId, traceIdOfPush, traceparent, trackingIdOf } from './trace.ts';

const random = { uuid: () => '01234567-89ab-4cde-8f01-23456789abcd' };

test('a trace id is 32 hex digits, and its header names a span of its own', () => {
  expect(newTraceId(random)).toBe('0123456789ab4cde8f0123456789abcd');
  expect(traceparent('f'.repeat(32), random)).toBe(`00-${'f'.repeat(32)}-8f0123456789abcd-01`);
});

test.each([
  undefined,
  '',
  ' ',
  '00000000-0000-0000-0000-000000000000',
  '{00000000000000000000000000000000}',
  'x'.repeat(101),
])('the tracking id %j is none', (text) => {
  expect(trackingIdOf(text)).toBeUndefined();
  expect(traceIdOfPush(text, random)).toBe(newTraceId(random));
});

test('a push is traced by its tracking id, where that is a GUID', () => {
  expect(traceIdOfPush('6F1F2D3C-4B5A-4978-8C6D-5E4F3A2B1C0D', random)).toBe(
    '6f1f2d3c4b5a49788c6d5e4f3a2b1c0d',
  );
  expect(trackingIdOf('something-else')).toBe('something-else');
  expect(traceIdOfPush('something-else', random)).toBe(newTraceId(random));
});
