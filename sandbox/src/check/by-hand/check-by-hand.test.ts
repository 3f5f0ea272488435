import { expect, test, vi } from 'vitest';
import type { Outcome } from '../phone.ts';
import { type CheckByHandOptions, checkByHand } from './check-by-hand.ts';
import { openReceiver } from './receiver.ts';
import { person } from './testing/app-model.ts';
import { type MadeCall, playPhone, type Spoiled } from './testing/phone-in-hand.ts';

// Five at a time, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const ios = { platform: 'ios', osVersion: '18.5' } as const;
const android = { platform: 'android', osVersion: '14' } as const;

interface More {
  only?: number[];
  /** Who looks into Dynamics. */
  devicesOf?: CheckByHandOptions['devicesOf'];
}

async function check(phone: Spoiled, more: More = {}) {
  const receiver = await openReceiver({ port: 0, host: '127.0.0.1', holdMs: 1_000 });
  try {
    const [url = ''] = receiver.urls;
    const { played, devicesOf } = playPhone(url, phone);
    const { line, link } = receiver;
    const result = await checkByHand({ line, link, person, holdsWithinMs: 1_000, devicesOf, ...more });
    return { result, items: result.runs[0]?.items ?? [], said: await played };
  } finally {
    await receiver.close();
  }
}

test.concurrent.each([
  ['an iPhone', ios, 15],
  ['Android 14', android, 15],
  ['Android 12', { ...android, osVersion: '12' }, 14],
])('%s on which all is well passes all that applies to it', async (_, phone, count) => {
  const { result, said } = await check(phone);
  expect(result).toMatchObject({ passed: true, counts: { passed: count, failed: 0, blocked: 0 } });
  expect(said[0]).toBe(`All ${count} checks passed.`);
});

/** What is not green, by number. */
const notPassed = (items: Awaited<ReturnType<typeof check>>['items']) =>
  Object.fromEntries(
    items.filter(({ status }) => status !== 'passed').map(({ number, status }) => [number, status]),
  );

const answered = (answer: unknown): Outcome => ({ kind: 'answered', answer });
const info = (spoil: (good: Record<string, unknown>, call: MadeCall) => object): Spoiled['call'] => {
  return (call, good) =>
    call.name === 'registrationInfo'
      ? answered({ ...Object(good), ...spoil(Object(good), call) })
      : undefined;
};

/** Spoils one thing each; what follows from it is blocked by it, and nothing else is red. */
const spoiled: [number, string, Spoiled, Record<number, string>?][] = [
  [
    1,
    'nobody was asked',
    { ...ios, press: (act) => (act === 'prompted' ? 'nothing' : undefined) },
    { 2: 'blocked' },
  ],
  [
    2,
    'the app says no although the person has said yes',
    { ...ios, call: ({ name }) => (name.startsWith('prompt') ? answered({ granted: false }) : undefined) },
  ],
  [
    3,
    'the app does not know that it may',
    {
      ...ios,
      call: ({ name, nth }) =>
        name === 'areNotificationsEnabled' && nth === 2 ? answered({ granted: false }) : undefined,
    },
  ],
  [
    4,
    'the app does not know that it may not',
    {
      ...ios,
      call: ({ name, nth }) =>
        name === 'areNotificationsEnabled' && nth > 2 ? answered({ granted: true }) : undefined,
    },
  ],
  [
    5,
    'registerDevice refuses',
    {
      ...ios,
      call: ({ form }) =>
        form === 'callback' ? answered({ success: false, reason: 'dynamics-refused' }) : undefined,
    },
  ],
  [6, 'a field is missing', { ...ios, call: info((_, { nth }) => (nth === 6 ? { timeZone: '' } : {})) }],
  [7, 'the token is no APNs token', { ...ios, shape: { length: 163, hex: false, plain: true } }],
  [8, 'there is no token', { ...android, call: info(() => ({ fcmToken: undefined })) }],
  [9, 'every launch is the first', { ...ios, call: info(() => ({ isFirstLaunch: true })) }],
  [
    10,
    'somebody was asked on Android 12',
    { ...android, osVersion: '12', press: (act) => (act === 'silent' ? 'asked' : undefined) },
  ],
  [
    12,
    'no push comes',
    { ...ios, press: (act, nth) => (act === 'push-behind' && nth === 1 ? 'nothing' : undefined) },
  ],
  [
    13,
    'a push comes without its text',
    { ...android, press: (act, nth) => (act === 'push-behind' && nth === 1 ? 'incomplete' : undefined) },
  ],
  [
    14,
    'the tap that starts the app leads to its start page',
    { ...ios, tapLeadsTo: (act) => (act === 'push-closed' ? '/elsewhere' : undefined) },
  ],
  [
    15,
    'registerDevice throws before permission',
    {
      ...ios,
      call: ({ name, nth }) =>
        name === 'registerDevice' && nth === 1 ? { kind: 'threw', code: '', message: 'no token' } : undefined,
    },
  ],
  [
    16,
    'a token is there before a registration',
    { ...ios, call: info((_, { nth }) => (nth === 2 ? { apnsToken: '…x' } : {})) },
  ],
  [
    17,
    'the second registration fails',
    {
      ...ios,
      call: ({ name, nth }) =>
        name === 'registerDevice' && nth === 4 ? answered({ success: false }) : undefined,
    },
  ],
  [
    18,
    'the page throws when it is refused',
    { ...ios, thrown: ({ userId }) => (userId === 'nobody-in-dynamics' ? 'cannot read success' : undefined) },
  ],
];

test.concurrent.each(spoiled)('item %i is red, and no other: %s', async (number, _, phone, more = {}) => {
  const { items } = await check(phone);
  expect(notPassed(items)).toEqual({ [number]: 'failed', ...more });
});

test.concurrent('a registration that Dynamics does not hold is item 11, and what needs it is blocked by it', async () => {
  const { items } = await check(ios, { devicesOf: async () => [] });
  expect(notPassed(items)).toEqual({ 11: 'failed', 12: 'blocked', 14: 'blocked', 17: 'blocked' });
});

test.concurrent('a gateway that does not answer is no empty table', async () => {
  const devicesOf = () => Promise.reject(new Error('The gateway does not answer.'));
  const { items } = await check(ios, { devicesOf, only: [11, 15] });
  expect(notPassed(items)).toEqual({ 11: 'blocked', 15: 'blocked' });
  expect(items[0]?.problem?.came).toBe('The gateway does not answer.');
});

test.concurrent('what only the tenant can say is not judged where nobody can look, and nothing else is lost', async () => {
  const { items, result } = await check(ios, { devicesOf: undefined });
  expect(notPassed(items)).toEqual({ 11: 'blocked' });
  expect(items.find(({ number }) => number === 11)?.problem?.remedy).toContain('--gateway URL');
  expect(result.passed).toBe(false);
});

test.concurrent('what only a new installation can show is not judged on an app that was used before', async () => {
  const { items } = await check({ ...ios, press: (act) => (act === 'installed' ? 'no' : undefined) });
  expect(notPassed(items)).toEqual({ 1: 'blocked', 9: 'blocked', 15: 'blocked', 16: 'blocked' });
});

test.concurrent('a person who refuses by mistake has not broken the app', async () => {
  const { items } = await check({ ...ios, press: (act) => (act === 'prompted' ? 'refused' : undefined) });
  expect(notPassed(items)).toEqual({ 2: 'blocked' });
});

test.concurrent('single items can be chosen', async () => {
  const { items } = await check(ios, { only: [3, 16] });
  expect(items.map(({ number, status }) => [number, status])).toEqual([
    [3, 'passed'],
    [16, 'passed'],
  ]);
});

test.concurrent('items that do not apply to the phone are no check', async () => {
  await expect(check(ios, { only: [13] })).rejects.toMatchObject({ code: 'nothing-to-check' });
});

test.concurrent('a check that is interrupted ends with the reason, whatever it waits for', async () => {
  const receiver = await openReceiver({ port: 0, host: '127.0.0.1' });
  const controller = new AbortController();
  const { line, link } = receiver;
  const ended = checkByHand({ line, link, person, signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(ended).rejects.toThrow('enough');
  await receiver.close();
});

test.concurrent('a check that is interrupted while Dynamics is waited for ends with the reason, and judges nothing', {
  // Shorter than it waits for Dynamics.
  timeout: 40_000,
}, async ({ onTestFinished }) => {
  const receiver = await openReceiver({ port: 0, host: '127.0.0.1', holdMs: 1_000 });
  onTestFinished(receiver.close);
  const controller = new AbortController();
  const reason = new Error('enough');
  const seen: string[] = [];
  const { line, link, urls } = receiver;
  const { played } = playPhone(urls[0] ?? '', ios);
  // The phone is left where it is.
  played.catch(() => {});
  const devicesOf = async () => {
    controller.abort(reason);
    return [];
  };
  const ended = checkByHand({
    ...{ line, link, person, devicesOf, only: [11], signal: controller.signal },
    onProgress: ({ kind }) => seen.push(kind),
  });
  await expect(ended).rejects.toBe(reason);
  expect(seen).toEqual(['planned']);
});
