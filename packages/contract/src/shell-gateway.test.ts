import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InstallationId, InstallationPut, Interaction, UserId } from './shell-gateway.ts';

test('a user id is 1 to 128 letters, digits or dashes', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-';
  const valid = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 128 });
  fc.assert(
    fc.property(valid, (id) => {
      expect(UserId.parse(id)).toBe(id);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/^[A-Za-z0-9-]{1,128}$/.test(text));
      expect(UserId.safeParse(text).success).toBe(false);
    }),
  );
  expect(UserId.safeParse('x'.repeat(129)).success).toBe(false);
  expect(UserId.safeParse('abc\n').success).toBe(false);
});

test('an installation id is a UUID in lower case, so one installation has one spelling', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(InstallationId.parse(id)).toBe(id);
      fc.pre(/[a-f]/.test(id));
      expect(InstallationId.safeParse(id.toUpperCase()).success).toBe(false);
    }),
  );
});

test('a field that a newer shell sends is dropped, not refused', () => {
  const read = InstallationPut.parse({
    platform: 'android',
    appId: 'com.example.shop',
    facts: {
      appVersion: '2.0.0',
      appBuild: 1,
      distribution: 'release',
      hardware: 'armv8',
      language: 'en',
      model: 'Pixel 8',
      os: 'Android',
      osVersion: '14',
      timeZone: 'UTC',
      battery: 0.5,
    },
    token: null,
    notificationsEnabled: true,
    sentAt: '2027-01-01T00:00:00.000Z',
  });
  expect(read).not.toHaveProperty('sentAt');
  expect(read.facts).not.toHaveProperty('battery');
});

test('the time of an open is a moment in UTC, to the millisecond if the phone knows it', () => {
  const open = {
    eventId: 'f3b2e5d4-c6b7-4a89-8cbd-2e3f4a5b6c7d',
    kind: 'opened',
    trackingId: 'd1f0c3b2-a495-4867-8a9b-0c1d2e3f4a5b',
  };
  const moments = fc.date({
    min: new Date(0),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, (moment) => {
      expect(Interaction.parse({ ...open, occurredAt: moment.toISOString() }).occurredAt).toBe(
        moment.toISOString(),
      );
    }),
  );
  expect(Interaction.safeParse({ ...open, occurredAt: '2026-11-24T21:30:00+01:00' }).success).toBe(false);
});
