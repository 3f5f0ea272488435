import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSilent, readNotification } from './notification.ts';

const data = {
  link: 'https://t.example',
  originalLink: 'https://o.example',
  trackingId: 'id',
  imageUrl: 'https://i.example',
};
const shape = { title: 'Title', body: 'Body', ...data };

test.each([
  ['APNs', { aps: { alert: { title: 'Title', body: 'Body' } }, data }],
  ['FCM in data format', { data: { title: 'Title', body: 'Body', ...data } }],
  ['FCM in notification format', { notification: { title: 'Title', body: 'Body' }, data }],
  [
    'FCM with both, data first',
    { notification: { title: 'T', body: 'B', image: 'x' }, data: { title: 'Title', body: 'Body', ...data } },
  ],
])('%s has one shape', (_what, payload) => {
  expect(readNotification(payload)).toEqual(shape);
});

test('an alert may be plain text, an image may be the notification’s', () => {
  expect(readNotification({ aps: { alert: 'Body' } })).toEqual({ title: '', body: 'Body' });
  expect(readNotification({ notification: { title: 'T', image: 'https://i.example' } })).toMatchObject({
    imageUrl: 'https://i.example',
  });
});

test('null and empty fields are absent, and one odd field costs no other', () => {
  expect(readNotification({ data: { ...data, title: 7, link: null, imageUrl: ' ', body: 'Body' } })).toEqual({
    title: '',
    body: 'Body',
    originalLink: 'https://o.example',
    trackingId: 'id',
  });
});

test('without title and body it is silent', () => {
  expect(isSilent(readNotification({ data }))).toBe(true);
  expect(isSilent(readNotification({ data: { ...data, body: 'x' } }))).toBe(false);
});

test('any payload can be read', () => {
  fc.assert(
    fc.property(fc.anything(), (payload) => {
      expect(readNotification(payload)).toMatchObject({
        title: expect.any(String),
        body: expect.any(String),
      });
    }),
  );
});
