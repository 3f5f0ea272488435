import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Rules, type Step } from './decide.ts';
import {
  type Device,
  isOf,
  mayBeHeld,
  type Registration,
  type RegistrationState,
  wantedBy,
} from './device.ts';

const NOW = 1_000_000_000;
const rules: Rules = {
  policy: { permissionOff: 'keep' },
  timing: {
    ...{ leaseMs: 60_000, landingMs: 60_000, lateMs: 900_000, cleanupSettleMs: 2_000 },
    ...{ renewAfterMs: 30 * 86_400_000, refusedRetryMs: 86_400_000 },
  },
};

const guid = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
const [anna, bert] = [guid('a'), guid('b')];

const registration = (
  user: string,
  token: string,
  state: RegistrationState,
  rest: Partial<Registration> = {},
) =>
  ({
    app: 'shop',
    platform: 'ios',
    dynamicsUserId: user,
    userKey: user,
    sealedToken: token,
    tokenHash: token,
    installationId: 'device',
    state,
    unanswered: false,
    resent: false,
    attempts: 0,
    polls: 0,
    since: NOW - 60_000,
    confirmedAt: NOW - 60_000,
    traceId: 'trace',
    ...rest,
  }) satisfies Registration;

const device = (rest: Partial<Device> = {}): Device => ({
  installationId: 'device',
  app: 'shop',
  platform: 'ios',
  notificationsEnabled: true,
  token: { sealed: 't1', hash: 't1' },
  user: { key: anna, userId: 'anna', dynamicsUserId: anna },
  since: NOW - 60_000,
  traceId: 'trace',
  version: 1,
  registrations: [],
  ...rest,
});

const stepFor = (rest: Partial<Device>): Step => decide(device(rest), NOW, rules).step;

describe('one device', () => {
  test('a wanted registration that Dynamics does not have is made', () => {
    expect(stepFor({})).toMatchObject({
      kind: 'register',
      target: { dynamicsUserId: anna, tokenHash: 't1' },
    });
  });

  test('what is wanted and held is left alone', () => {
    expect(stepFor({ registrations: [registration(anna, 't1', 'held')] })).toEqual({ kind: 'rest' });
  });

  test('a user id is the same with and without dashes, in either case', () => {
    const profile = anna.replaceAll('-', '').toUpperCase();
    expect(stepFor({ registrations: [registration(profile, 't1', 'held')] })).toEqual({ kind: 'rest' });
  });

  test("another person's registration goes first, whatever token it has", () => {
    const old = registration(bert, 't0', 'held');
    expect(stepFor({ registrations: [old] })).toEqual({ kind: 'cleanup', registrations: [old] });
  });

  test('a registration without a verdict is asked about before it is cleaned up', () => {
    const old = registration(bert, 't1', 'pending');
    expect(stepFor({ registrations: [old] })).toEqual({ kind: 'poll', registrations: [old] });
  });

  test('one whose answer never came is given time to land before it is cleaned up', () => {
    const lost = registration(bert, 't1', 'queued', { unanswered: true, since: NOW - 10_000 });
    expect(stepFor({ registrations: [lost] })).toEqual({ kind: 'wait', until: NOW + 50_000 });
    const orphan = registration(bert, 't1', 'sending', { since: NOW - 60_000 });
    expect(stepFor({ registrations: [orphan] })).toEqual({ kind: 'wait', until: NOW + 60_000 });
    const landed = { ...lost, since: NOW - 60_000 };
    expect(stepFor({ registrations: [landed] })).toEqual({ kind: 'cleanup', registrations: [landed] });
  });

  test("the same person's old token stays until Dynamics holds the new one", () => {
    const old = registration(anna, 't0', 'held');
    expect(stepFor({ registrations: [old] })).toMatchObject({ kind: 'register' });
    const asked = registration(anna, 't1', 'pending', { notBefore: NOW + 500 });
    expect(stepFor({ registrations: [old, asked] })).toEqual({ kind: 'wait', until: NOW + 500 });
    const held = registration(anna, 't1', 'held');
    expect(stepFor({ registrations: [old, held] })).toEqual({ kind: 'cleanup', registrations: [old] });
    const refused = registration(anna, 't1', 'refused');
    expect(stepFor({ registrations: [old, refused] })).toEqual({ kind: 'rest' });
  });

  test('beside a refused token, what is open about the old one is still finished', () => {
    const refused = registration(anna, 't1', 'refused');
    for (const [state, kind] of [
      ['pending', 'poll'],
      ['cleaning', 'cleanup'],
    ] as const) {
      const old = registration(anna, 't0', state);
      expect(stepFor({ registrations: [old, refused] })).toEqual({ kind, registrations: [old] });
    }
  });

  test('the same person comes back to a token only after its cleanup has had time to land', () => {
    const cleaned = registration(anna, 't1', 'cleaned', { since: NOW - 500 });
    expect(stepFor({ registrations: [cleaned] })).toEqual({ kind: 'wait', until: NOW + 1_500 });
    expect(stepFor({ registrations: [{ ...cleaned, since: NOW - 2_000 }] })).toMatchObject({
      kind: 'register',
    });
  });

  test('… and where the answer of an earlier cleanup was lost, that one too', () => {
    const cleaned = registration(anna, 't1', 'cleaned', { since: NOW - 2_000, unanswered: true });
    expect(stepFor({ registrations: [cleaned] })).toEqual({ kind: 'wait', until: NOW + 58_000 });
    expect(decide(device({ user: undefined, registrations: [cleaned] }), NOW, rules).forget).toEqual([]);
    expect(stepFor({ registrations: [{ ...cleaned, since: NOW - 60_000 }] })).toMatchObject({
      kind: 'register',
    });
  });

  test('what was cleaned up after a call without an answer is cleaned up once more, when nothing else is to be done', () => {
    const cleaned = registration(bert, 't1', 'cleaned', { unanswered: true, since: NOW - 60_000 });
    const mine = registration(anna, 't1', 'held');
    expect(stepFor({ registrations: [cleaned] })).toMatchObject({ kind: 'register' });
    expect(stepFor({ registrations: [cleaned, mine] })).toEqual({ kind: 'wait', until: NOW + 840_000 });
    const late = { ...cleaned, since: NOW - 900_000 };
    expect(stepFor({ registrations: [late, mine] })).toEqual({ kind: 'cleanup', registrations: [late] });
    expect(stepFor({ registrations: [late] })).toMatchObject({ kind: 'register' });
    const done = { ...late, unanswered: false };
    expect(decide(device({ registrations: [done, mine] }), NOW, rules)).toEqual({
      forget: [done],
      step: { kind: 'rest' },
    });
  });

  test('what was confirmed after such a call is confirmed once more', () => {
    const held = registration(anna, 't1', 'held', { resent: true, since: NOW - 60_000 });
    expect(stepFor({ registrations: [held] })).toEqual({ kind: 'wait', until: NOW + 840_000 });
    const late = { ...held, since: NOW - 900_000 };
    expect(stepFor({ registrations: [late] })).toMatchObject({ kind: 'register', known: late });
  });

  test('a cleanup that was begun is finished before the same person is registered again', () => {
    const cleaning = registration(anna, 't1', 'cleaning');
    expect(stepFor({ registrations: [cleaning] })).toEqual({ kind: 'cleanup', registrations: [cleaning] });
  });

  test('nothing is done while another call about the device is under way', () => {
    const old = registration(bert, 't1', 'sending', { leasedUntil: NOW + 9_000 });
    expect(stepFor({ registrations: [old] })).toEqual({ kind: 'wait', until: NOW + 9_000 });
  });

  test('a refusal of somebody else needs no cleanup, unless an earlier answer was lost', () => {
    const refused = registration(bert, 't1', 'refused');
    expect(decide(device({ registrations: [refused] }), NOW, rules)).toMatchObject({
      forget: [refused],
      step: { kind: 'register' },
    });
    const doubtful = { ...refused, unanswered: true };
    expect(stepFor({ registrations: [doubtful] })).toEqual({ kind: 'cleanup', registrations: [doubtful] });
  });

  test('a confirmation of a month ago is renewed', () => {
    const old = registration(anna, 't1', 'held', { confirmedAt: NOW - 30 * 86_400_000 });
    expect(stepFor({ registrations: [old] })).toMatchObject({ kind: 'register', known: old });
  });

  test('a refusal of a day ago is tried again, a younger one is left alone', () => {
    const refused = registration(anna, 't1', 'refused', { since: NOW - 86_400_000 });
    expect(stepFor({ registrations: [refused] })).toMatchObject({ kind: 'register', known: refused });
    expect(stepFor({ registrations: [{ ...refused, since: NOW - 86_399_999 }] })).toEqual({ kind: 'rest' });
  });

  test('without permission a new owner waits, and what is registered stays', () => {
    const off = { notificationsEnabled: false };
    expect(stepFor(off)).toEqual({ kind: 'rest' });
    expect(stepFor({ ...off, registrations: [registration(anna, 't1', 'held')] })).toEqual({ kind: 'rest' });
    expect(stepFor({ ...off, registrations: [registration(anna, 't0', 'held')] })).toMatchObject({
      kind: 'register',
    });
  });

  test('under the policy cleanup, permission off removes the registration', () => {
    const held = registration(anna, 't1', 'held');
    const strict: Rules = { ...rules, policy: { permissionOff: 'cleanup' } };
    const off = device({ notificationsEnabled: false, registrations: [held] });
    expect(decide(off, NOW, strict).step).toEqual({ kind: 'cleanup', registrations: [held] });
  });
});

describe('any device', () => {
  const states: RegistrationState[] = [
    'queued',
    'sending',
    'pending',
    'held',
    'refused',
    'cleaning',
    'cleaned',
  ];
  const rows = fc.uniqueArray(
    fc.record({
      user: fc.constantFrom(anna, bert),
      token: fc.constantFrom('t0', 't1'),
      state: fc.constantFrom(...states),
      unanswered: fc.boolean(),
      notBefore: fc.option(fc.integer({ min: NOW - 5_000, max: NOW + 5_000 }), { nil: undefined }),
      since: fc.integer({ min: NOW - 5_000, max: NOW }),
    }),
    { selector: ({ user, token }) => user + token },
  );
  const devices = fc
    .record({
      rows,
      user: fc.constantFrom(anna, bert, undefined),
      hasToken: fc.boolean(),
      enabled: fc.boolean(),
    })
    .map(({ rows, user, hasToken, enabled }) => {
      const { token, user: _, ...rest } = device();
      return {
        ...rest,
        notificationsEnabled: enabled,
        ...(hasToken && token && { token }),
        ...(user && { user: { key: user, userId: user, dynamicsUserId: user } }),
        registrations: rows.map(({ user, token, state, ...more }) => registration(user, token, state, more)),
      } satisfies Device;
    });

  test('nobody is registered while Dynamics may hold somebody else on the device', () => {
    fc.assert(
      fc.property(devices, (any) => {
        const { step } = decide(any, NOW, rules);
        fc.pre(step.kind === 'register');
        const others = any.registrations.filter((row) => row.dynamicsUserId !== any.user?.dynamicsUserId);
        expect(others.filter(mayBeHeld)).toEqual([]);
      }),
    );
  });

  test('only what is unwanted is cleaned up, and never without its verdict', () => {
    fc.assert(
      fc.property(devices, (any) => {
        const { step } = decide(any, NOW, rules);
        fc.pre(step.kind === 'cleanup');
        const target = wantedBy(any, rules.policy);
        for (const row of step.kind === 'cleanup' ? step.registrations : []) {
          expect(row.state).not.toBe('pending');
          if (target && isOf(row, target)) expect(row.state).toBe('cleaning');
        }
      }),
    );
  });

  test('nothing that Dynamics may hold is forgotten', () => {
    fc.assert(
      fc.property(devices, (any) => {
        expect(decide(any, NOW, rules).forget.filter(mayBeHeld)).toEqual([]);
      }),
    );
  });

  test('one step after the other ends with exactly what is wanted, if Dynamics does as it is told', () => {
    fc.assert(
      fc.property(devices, (any) => {
        const settled = run(any);
        const target = wantedBy(settled, rules.policy);
        const held = settled.registrations.filter(mayBeHeld);
        const mine = target && settled.registrations.find((row) => isOf(row, target));
        expect(mine !== undefined).toBe(target !== undefined);
        const mayStay = ({ dynamicsUserId }: Registration) =>
          mine?.state === 'refused' && dynamicsUserId === mine.dynamicsUserId;
        expect(held.every((row) => row === mine || mayStay(row))).toBe(true);
      }),
    );
  });

  /** Carries out every step at once, and waits by jumping. */
  function run(start: Device): Device {
    let [now, current]: [number, Device] = [NOW, start];
    for (let steps = 0; steps < 50; steps++) {
      const { forget, step } = decide(current, now, rules);
      const kept = current.registrations.filter((row) => !forget.includes(row));
      if (step.kind === 'rest') return { ...current, registrations: kept };
      if (step.kind === 'wait') {
        expect(step.until).toBeGreaterThan(now);
        now = step.until;
      }
      current = { ...current, registrations: afterStep(kept, step, now) };
    }
    throw new Error('never at rest');
  }

  function afterStep(registrations: Registration[], step: Step, now: number): Registration[] {
    const become = (rows: Registration[], state: RegistrationState) =>
      registrations.map((row) =>
        rows.includes(row)
          ? { ...row, state, since: now, confirmedAt: now, unanswered: false, notBefore: undefined }
          : row,
      );
    if (step.kind === 'cleanup') return become(step.registrations, 'cleaned');
    if (step.kind === 'poll') return become(step.registrations, 'held');
    if (step.kind !== 'register') return registrations;
    const { target, known } = step;
    if (known) return become([known], 'pending');
    return [
      ...registrations,
      registration(target.dynamicsUserId, target.tokenHash, 'pending', { since: now }),
    ];
  }
});
