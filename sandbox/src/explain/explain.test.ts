import { expect, test } from 'vitest';
import type { TimelineEvent } from '../control/wire.ts';
import { apnsReasons } from './causes/apns.ts';
import { fcmReasons } from './causes/fcm.ts';
import { registrationFailures, skips, unsent } from './causes/journey.ts';
import { kinds, waiting } from './causes/kinds.ts';
import { dialogs, notShown, openings, unregistered } from './causes/phone.ts';
import { explain } from './explain.ts';
import { explanationText } from './text.ts';

type Told = Pick<TimelineEvent, 'hop' | 'kind'> & Partial<TimelineEvent>;

const trace = (...told: Told[]): TimelineEvent[] =>
  told.map((event, index) => ({
    ...{ seq: index + 1, at: index, traceId: 't', summary: `${event.hop} says ${event.kind}` },
    ...event,
  }));

const iphone = { id: 'p1', token: `${'x'.repeat(56)}11111111`, tokens: [] };
const android = {
  id: 'p2',
  token: `${'x'.repeat(56)}22222222`,
  tokens: [{ ending: '20202020', at: 0, why: 'rotation' as const }],
};

const reached: Told = { hop: 'dynamics', kind: 'journey.reached', outcome: 'ok', detail: { devices: 2 } };
const sentTo = (ending: string): Told => ({
  ...{ hop: 'dynamics', kind: 'journey.sent', outcome: 'ok', detail: { token: `…${ending}` } },
});

test('a push is told apart by phone: one shows it, the other may not', () => {
  const events = trace(
    reached,
    { hop: 'apns', kind: 'push.accepted', outcome: 'ok', detail: { token: '…11111111' } },
    { hop: 'fcm', kind: 'push.accepted', outcome: 'ok', detail: { token: '…22222222' } },
    { hop: 'phone', kind: 'push.arrived', phone: 'p1' },
    { hop: 'phone', kind: 'push.shown', phone: 'p1', outcome: 'ok' },
    { hop: 'phone', kind: 'push.arrived', phone: 'p2' },
    {
      hop: 'phone',
      kind: 'push.not-shown',
      phone: 'p2',
      outcome: 'failed',
      detail: { reason: 'permission' },
    },
    sentTo('11111111'),
    sentTo('22222222'),
  );
  expect(explain(events, iphone)).toMatchObject({ about: 'push', state: 'done' });
  expect(explain(events, android)).toMatchObject({
    state: 'stopped',
    stop: { hop: 'phone', code: 'permission' },
  });
  expect(explain(events, android).hops.map(({ hop }) => hop)).toEqual(['dynamics', 'fcm', 'phone']);
});

test('a push that is hidden by intent has stopped, too', () => {
  const hidden = { hop: 'phone', kind: 'push.not-shown', phone: 'p1', detail: { reason: 'hidden' } } as const;
  expect(explain(trace(reached, hidden), iphone)).toMatchObject({
    state: 'stopped',
    stop: { code: 'hidden' },
  });
});

test('who says no first is the one that is named', () => {
  const events = trace(
    reached,
    {
      hop: 'fcm',
      kind: 'push.refused',
      outcome: 'failed',
      detail: { token: '…20202020', reason: 'UNREGISTERED' },
    },
    {
      hop: 'dynamics',
      kind: 'journey.removed',
      outcome: 'failed',
      detail: { token: '…20202020', reason: 'UNREGISTERED' },
    },
  );
  expect(explain(events, android).stop).toMatchObject({ hop: 'fcm', code: 'UNREGISTERED', whose: 'user' });
});

test('a planted fault is the test’s own', () => {
  const refused = { hop: 'apns', kind: 'push.refused', outcome: 'failed' } as const;
  const detail = { token: '…11111111', reason: 'TooManyRequests', planted: true };
  expect(explain(trace(reached, { ...refused, detail }), iphone).stop).toMatchObject({
    code: 'TooManyRequests',
    whose: 'test',
  });
});

test('a person whose other devices were sent to', () => {
  const events = trace({ ...reached, detail: { devices: 1 } }, sentTo('99999999'));
  expect(explain(events, iphone).stop?.code).toBe('device-not-registered');
  expect(explain(trace(reached, sentTo('99999999')), iphone).state).toBe('open');
});

test('a push that a push service keeps is waiting, until it arrives or is dropped', () => {
  const kept = [
    reached,
    { hop: 'phone', kind: 'push.offline', phone: 'p1', detail: { reason: 'offline' } },
    { hop: 'apns', kind: 'push.stored', detail: { token: '…11111111' } },
  ] as const;
  expect(explain(trace(...kept), iphone)).toMatchObject({ state: 'waiting', stop: { whose: 'network' } });
  const dropped = {
    hop: 'apns',
    kind: 'push.dropped',
    outcome: 'failed',
    detail: { token: '…11111111' },
  } as const;
  expect(explain(trace(...kept, dropped), iphone)).toMatchObject({ state: 'stopped' });
});

test('a registration that the gateway has brought through is done, whatever was overcome on the way', () => {
  const call = {
    hop: 'page',
    kind: 'page.call',
    phone: 'p1',
    detail: { command: 'msdynamics/registerDevice' },
  } as const;
  const answer = { hop: 'shell', kind: 'page.answer', phone: 'p1', outcome: 'ok' } as const;
  const duplicate = {
    hop: 'dynamics',
    kind: 'registration.settled',
    outcome: 'failed',
    detail: { reason: 'DuplicateExists' },
  } as const;
  const refused = {
    hop: 'gateway',
    kind: 'registration.refused',
    outcome: 'failed',
    detail: { reason: 'a token' },
  } as const;
  const dryRun = { ...duplicate, detail: { reason: 'DryRunSendingFailed' } };
  expect(
    explain(trace(call, duplicate, { hop: 'gateway', kind: 'registration.registered' }, answer)).state,
  ).toBe('done');
  expect(explain(trace(call, dryRun, refused, answer)).stop?.code).toBe('DryRunSendingFailed');
  expect(explain(trace(call)).state).toBe('open');
});

test('the text names every hop, and ends with what to do', () => {
  const skipped = {
    hop: 'dynamics',
    kind: 'journey.skipped',
    outcome: 'failed',
    detail: { skipped: 'no-device' },
  } as const;
  expect(explanationText(explain(trace(skipped)))).toMatchInlineSnapshot(`
    "  ✗ Dynamics  dynamics says journey.skipped

      Stopped at: Dynamics (no-device)
      Why:        Dynamics holds no device of this person in this app.
      Whose:      the page’s
      What to do: The page must call registerDevice with this person’s userId, after permission was given; then the registration must be confirmed. See that call in the timeline."
  `);
});

const checking: Told = { hop: 'dynamics', kind: 'channel.checking' };
const tokenRefused: Told = {
  hop: 'apns',
  kind: 'push.refused',
  outcome: 'failed',
  detail: { reason: 'BadDeviceToken' },
};

test('a check of credentials is no push: that its push is refused is well', () => {
  const valid: Told = { hop: 'dynamics', kind: 'channel.validated', outcome: 'ok' };
  expect(explain(trace(checking, tokenRefused, valid))).toMatchObject({ about: 'other', state: 'done' });
  expect(explain(trace(checking, tokenRefused))).toMatchObject({ about: 'other', state: 'done' });
});

test('credentials that a provider refuses stop at Dynamics, with what the provider said', () => {
  const refused: Told = { ...tokenRefused, detail: { reason: 'InvalidProviderToken' } };
  const invalid: Told = {
    ...{ hop: 'dynamics', kind: 'channel.validated', outcome: 'failed' },
    detail: { reason: 'InvalidProviderToken' },
  };
  expect(explain(trace(checking, refused, invalid))).toMatchObject({
    ...{ about: 'other', state: 'stopped' },
    stop: { hop: 'dynamics', code: 'InvalidProviderToken' },
  });
});

const silent: Told[] = [
  { hop: 'fcm', kind: 'push.accepted', outcome: 'ok', detail: { token: '…22222222' } },
  { hop: 'phone', kind: 'push.arrived', phone: 'p2' },
  { hop: 'phone', kind: 'push.not-shown', phone: 'p2', detail: { reason: 'silent' } },
];

test('the invisible push with which Dynamics tries a token is not to be shown, and nothing has stopped', () => {
  const accepted: Told = { hop: 'dynamics', kind: 'registration.accepted' };
  const settled: Told = { hop: 'dynamics', kind: 'registration.settled', outcome: 'ok' };
  const call: Told = {
    ...{ hop: 'page', kind: 'page.call', phone: 'p2' },
    detail: { command: 'msdynamics/registerDevice' },
  };
  const registered: Told = { hop: 'gateway', kind: 'registration.registered' };
  const answer: Told = { hop: 'shell', kind: 'page.answer', phone: 'p2', outcome: 'ok' };
  const byPage = explain(trace(call, accepted, ...silent, settled, registered, answer));
  expect(byPage).toMatchObject({ about: 'call', state: 'done' });
  expect(byPage.hops.find(({ hop }) => hop === 'phone')?.outcome).toBe('ok');
  expect(explain(trace(accepted, ...silent, settled))).toMatchObject({ about: 'other', state: 'done' });
  expect(explain(trace(reached, ...silent), android)).toMatchObject({ about: 'push', state: 'stopped' });
});

const everyLine = [apnsReasons, fcmReasons, skips, unsent, registrationFailures, kinds, waiting]
  .concat([notShown, dialogs, openings, unregistered])
  .flatMap((table) => Object.entries(table));

test.each(everyLine)('%s: cause and remedy are sentences for a person, and code is for tests', (_, line) => {
  const [cause, , remedy] = line;
  for (const text of [cause, remedy]) {
    expect(text).toMatch(/^[\p{Lu}].*[.]$/u);
    expect(text).not.toMatch(/\b(?:phone|clock|sandbox|timeline|journey)\.\w+\(?/);
  }
});
