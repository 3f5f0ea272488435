import type { Timing } from '../timing.ts';
import type { Policy } from './config.ts';
import {
  type Device,
  isOf,
  isOfUser,
  mayBeHeld,
  type Registration,
  type Target,
  wantedBy,
} from './device.ts';

/** The one thing to do next for a device. */
export type Step =
  | { kind: 'register'; target: Target; known: Registration | undefined }
  | { kind: 'poll'; registrations: Registration[] }
  | { kind: 'cleanup'; registrations: Registration[] }
  | { kind: 'wait'; until: number }
  | { kind: 'rest' };

export interface Decision {
  /** Rows that say nothing about Dynamics any more. */
  forget: Registration[];
  step: Step;
}

export interface Rules {
  policy: Pick<Policy, 'permissionOff'>;
  timing: Pick<
    Timing,
    'leaseMs' | 'landingMs' | 'lateMs' | 'cleanupSettleMs' | 'renewAfterMs' | 'refusedRetryMs'
  >;
}

/**
 * What brings Dynamics nearer to what is wanted, one step at a time, so that a device's calls never overtake each
 * other (facts: dynamics.md §10.16–17):
 *
 * 1. Registrations of other people go first: cleaned up before the new owner is registered.
 * 2. The wanted registration: register, then ask until there is a verdict.
 * 3. The same person's old tokens go last: cleaned up once Dynamics holds the new one. A refused one replaces nothing:
 *    the fault may be the channel's, and the old token the only one that reaches the person.
 *
 * A registration without a verdict is not cleaned up, since it could land after its cleanup: it is asked about first, or
 * where its answer never came it is given time to land. Should that not have been enough, what was done is done once
 * more, later: cleaned up again, or registered again where the person has come back.
 */
export function decide(device: Device, now: number, rules: Rules): Decision {
  const busyUntil = Math.max(0, ...device.registrations.map(({ leasedUntil = 0 }) => leasedUntil));
  // Another process, or another device the token has moved from, has a call under way.
  if (busyUntil > now) return { forget: [], step: { kind: 'wait', until: busyUntil } };
  const target = wantedBy(device, rules.policy);
  const { waitedUntil = 0 } = device;
  const mine = target && device.registrations.find((registration) => isOf(registration, target));
  const others = device.registrations.filter((registration) => registration !== mine);
  const forget = others.filter((registration) => saysNothing(registration, now, rules));
  const unwanted = others.filter(mayBeHeld);
  const former = unwanted.filter((registration) => target && isOfUser(registration, target.dynamicsUserId));
  const strangers = unwanted.filter((registration) => !former.includes(registration));
  const step =
    removal(strangers, now, rules) ??
    (target && acquisition(target, mine, { now, waitedUntil, rules })) ??
    removal(mine?.state === 'held' ? former : former.filter(isOpen), now, rules) ??
    onceMore(others, now, rules) ??
    pause(
      [
        ...others.filter((other) => !forget.includes(other)),
        ...(mine && !isAskedElsewhere(mine, now, waitedUntil) ? [mine] : []),
      ],
      now,
      rules,
    );
  return { forget, step };
}

/** Waits for a verdict, or for the end of a cleanup that was begun. */
const isOpen = ({ state }: Registration): boolean => state === 'pending' || state === 'cleaning';

function saysNothing(registration: Registration, now: number, { timing }: Rules): boolean {
  if (registration.state === 'cleaned')
    return !registration.unanswered && settledAt(registration, timing) <= now;
  return !mayBeHeld(registration);
}

function removal(registrations: Registration[], now: number, rules: Rules): Step | undefined {
  if (registrations.length === 0) return undefined;
  const readyAt = (one: Registration) => Math.max(one.notBefore ?? 0, landedAt(one, rules));
  const due = registrations.filter((one) => readyAt(one) <= now);
  const cleanable = due.filter(({ state }) => state !== 'pending');
  if (cleanable.length > 0) return { kind: 'cleanup', registrations: cleanable };
  if (due.length > 0) return { kind: 'poll', registrations: due };
  return { kind: 'wait', until: Math.min(...registrations.map(readyAt)) };
}

/** When a registration whose answer never came has landed, if it ever does. The call of a process that died may have left as late as its lease allowed. */
function landedAt({ state, unanswered, since }: Registration, { timing }: Rules): number {
  if (state === 'sending') return since + timing.leaseMs + timing.landingMs;
  return unanswered && (state === 'queued' || state === 'refused') ? since + timing.landingMs : 0;
}

/** When a cleanup has landed: the accepted one soon, one before it whose answer never came as late as a registration. */
const settledAt = ({ since, unanswered }: Registration, timing: Rules['timing']): number =>
  since + (unanswered ? Math.max(timing.landingMs, timing.cleanupSettleMs) : timing.cleanupSettleMs);

/** Cleans up again what a call that had no answer may have made since. Nobody waits for it. */
function onceMore(rows: Registration[], now: number, { timing }: Rules): Step | undefined {
  const registrations = rows.filter((row) => isDoubtful(row) && lateAt(row, timing) <= now);
  return registrations.length > 0 ? { kind: 'cleanup', registrations } : undefined;
}

/** Done as it should be, after a call that had no answer: that one may yet land. */
const isDoubtful = ({ state, unanswered, resent }: Registration): boolean =>
  (state === 'cleaned' && unanswered) || (state === 'held' && resent);

const lateAt = ({ since, notBefore = 0 }: Registration, { lateMs, landingMs }: Rules['timing']): number =>
  Math.max(since + Math.max(lateMs, landingMs), notBefore);

function acquisition(
  target: Target,
  mine: Registration | undefined,
  { now, waitedUntil, rules }: { now: number; waitedUntil: number; rules: Rules },
): Step | undefined {
  const { timing } = rules;
  const register: Step = { kind: 'register', target, known: mine };
  if (!mine) return register;
  const { state, confirmedAt = 0, notBefore = 0 } = mine;
  if (state === 'held') {
    const again = isDoubtful(mine) ? lateAt(mine, timing) : Number.POSITIVE_INFINITY;
    return Math.min(again, confirmedAt + timing.renewAfterMs) <= now ? register : undefined;
  }
  if (state === 'refused') return retryAt(mine, timing) <= now ? register : undefined;
  if (state === 'cleaning') return removal([mine], now, rules);
  if (isAskedElsewhere(mine, now, waitedUntil)) return undefined;
  const readyAt = state === 'cleaned' ? settledAt(mine, timing) : notBefore;
  if (readyAt > now) return { kind: 'wait', until: readyAt };
  return state === 'pending' ? { kind: 'poll', registrations: [mine] } : register;
}

/** Its verdict wakes the device: nothing to wait for here, unless somebody waits. */
const isAskedElsewhere = (
  { state, askedTogether }: Registration,
  now: number,
  waitedUntil: number,
): boolean => state === 'pending' && askedTogether === true && waitedUntil <= now;

/**
 * A refusal with a time is the one retry of a failed dry run. Any other is tried again when the device is next looked
 * at, which a heartbeat causes: a channel that was set up wrongly and then mended (facts: dynamics.md §2) gets its
 * devices back, each in its own time.
 */
const retryAt = ({ since, notBefore }: Registration, { refusedRetryMs }: Rules['timing']): number =>
  notBefore ?? since + refusedRetryMs;

/** Nothing to do now: until the first row that names a time. */
function pause(rows: Registration[], now: number, { timing }: Rules): Step {
  const times = rows
    .map((row) => {
      if (isDoubtful(row)) return lateAt(row, timing);
      return row.state === 'cleaned' ? settledAt(row, timing) : (row.notBefore ?? 0);
    })
    .filter((time) => time > now);
  return times.length > 0 ? { kind: 'wait', until: Math.min(...times) } : { kind: 'rest' };
}
