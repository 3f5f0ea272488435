import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REASON_STATUS } from './apns/wire.ts';
import { SKIPS } from './dynamics/journeys/steps/skip.ts';
import { FailureReason } from './dynamics/wire.ts';
import { causeOfEvent } from './explain/cause.ts';
import { apnsReasons } from './explain/causes/apns.ts';
import { fcmReasons } from './explain/causes/fcm.ts';
import { registrationFailures, skips } from './explain/causes/journey.ts';
import { kinds, passing, waiting } from './explain/causes/kinds.ts';
import { notShown, openings } from './explain/causes/phone.ts';
import { ERROR_STATUS, GOOGLE_STATUS } from './fcm/wire.ts';
import { notShown as phoneReasons } from './phone/delivery/reasons.ts';

/** Every code has words, and no words are left of a code that is gone. */
test.each([
  ['reasons of APNs', apnsReasons, Object.keys(REASON_STATUS)],
  [
    'error codes of FCM',
    fcmReasons,
    [...Object.keys(ERROR_STATUS), ...Object.values(GOOGLE_STATUS), 'UNKNOWN'],
  ],
  ['reasons why a journey skips a person', skips, Object.keys(SKIPS)],
  ['reasons why a registration fails', registrationFailures, FailureReason.options],
  ['reasons why a phone does not show a push', notShown, Object.keys(phoneReasons)],
])('%s are explained', (_, explained, codes) => {
  expect(Object.keys(explained).sort()).toEqual([...new Set(codes)].sort());
});

test('every kind of event that the sandbox records is explained, or known to end nothing', () => {
  const explained = { ...kinds, ...waiting, ...openings };
  const unknown = kindsInSources().filter((kind) => !(kind in explained) && !passing.has(kind));
  expect(unknown).toEqual([]);
});

test('no words are left of a kind that nobody records', () => {
  const known = new Set([...dottedInSources(), ...kindsInSources(), ...gatewayCodes(), ...shellCodes()]);
  expect([...Object.keys(kinds), ...passing].filter((kind) => !known.has(kind))).toEqual([]);
});

test('a code of the contract keeps its words, whoever says it', () => {
  const event = { seq: 1, at: 1, traceId: 't', hop: 'shell', kind: 'page.answer', summary: '' } as const;
  expect(causeOfEvent({ ...event, detail: { reason: 'permission-missing' } })).toMatchObject({
    code: 'permission-missing',
    whose: 'user',
    remedy: expect.stringContaining('promptNotificationPermission'),
  });
});

const root = import.meta.dirname;
const sourcesIn = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|testing\//.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

const twinsAndPhones = () => ['dynamics', 'apns', 'fcm', 'phone'].map(sourcesIn).join('\n');

/** Kinds that are put together from a word and what happened. */
const COMPOSED = {
  journey: ['sent', 'failed', 'removed'],
  interaction: ['opened', 'clicked'],
  navigation: ['app', 'outside', 'refused', 'lost'],
};

/** Names that stand where an event’s kind does. */
function kindsInSources(): string[] {
  const found = [
    ...twinsAndPhones().matchAll(/\bkind:[^,;}]*?'([a-z-]+\.[a-z-]+)'(?:\s*:\s*'([a-z-]+\.[a-z-]+)')?/g),
  ];
  const composed = Object.entries(COMPOSED).flatMap(([word, ends]) => ends.map((end) => `${word}.${end}`));
  return [...new Set([...found.flatMap(([, one, other]) => [one, other]), ...composed])].filter(
    (kind) => kind !== undefined,
  );
}

const dottedInSources = () =>
  [...twinsAndPhones().matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, name = '']) => name);

const gatewayCodes = () =>
  [...sourcesIn('../../packages/gateway/src').matchAll(/\b(?:code:|raise\(\{ code:)\s*'([\w.-]+)'/g)].map(
    ([, code = '']) => code,
  );

const shellCodes = () =>
  [...sourcesIn('../../packages/shell/src/core').matchAll(/\blog\(\s*'([\w.-]+)'/g)].map(
    ([, code]) => `shell.${code}`,
  );
