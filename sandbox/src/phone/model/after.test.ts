import { expect, it } from 'vitest';
import { after } from './after.ts';
import type { Next } from './next.ts';
import type { Operation } from './operation.ts';
import { unopened } from './phone.ts';
import type { Push } from './push.ts';
import { refuses } from './refusal.ts';
import type { System } from './system.ts';

/** Where the facts are plain, the model leaves one way; where they are silent, it says so. */

const iphone: System = { platform: 'ios', level: 26, target: 0, swipeStops: false };
const android = (level: number, target: number): System => ({
  ...{ platform: 'android', level, target },
  swipeStops: false,
});
const host = { app: { channel: { id: 'own', importance: 'high' as const } }, shows: true };

const push = (more: Partial<Push> = {}): Operation => ({
  do: 'push',
  push: { id: 'n1', priority: 'high', text: 'system', ...more },
});
const answer = (given: 'allow' | 'deny' | 'dismiss'): Operation => ({ do: 'answer', answer: given });
const launch: Operation = { do: 'launch' };
const ask: Operation = { do: 'ask' };

/** All ways that the last of these operations allows, on all ways that those before it have allowed. */
function ways(system: System, ...operations: Operation[]): Next[] {
  const first: Next[] = [{ phone: unopened(system, { timeZone: 'UTC', language: 'en' }), fates: [] }];
  return operations.reduce(
    (before, operation) =>
      before.flatMap(({ phone }) =>
        refuses(phone, operation) === true ? [] : after(phone, operation, host),
      ),
    first,
  );
}
const distinct = <T>(values: T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
const permissions = (system: System, ...operations: Operation[]) =>
  distinct(ways(system, ...operations).map(({ phone }) => phone.permission));
const asking = (system: System, ...operations: Operation[]) =>
  distinct(ways(system, ...operations).map(({ phone }) => phone.asking));
const ends = (system: System, ...operations: Operation[]) =>
  distinct(ways(system, ...operations).flatMap(({ fates }) => fates.map(({ end }) => end)));

it.each([
  ['an iPhone', iphone, 1],
  ['an Android 14 with an app for it', android(34, 34), 2],
])('on %s the question is open until it was answered often enough', (_, system, final) => {
  const story: Operation[] = [launch];
  for (let denials = 0; denials < final; denials++) {
    expect(asking(system, ...story, ask)).toEqual([true]);
    story.push(ask, answer('deny'));
    expect(permissions(system, ...story)).toEqual([{ status: 'denied', denials: denials + 1 }]);
  }
  expect(asking(system, ...story, ask)).toEqual([false]);
});

it('an app for Android 12 is asked about by the system, once', () => {
  const system = android(34, 32);
  expect(asking(system, launch)).toEqual([true]);
  expect(asking(system, launch, answer('dismiss'), { do: 'kill' }, launch)).toEqual([true]);
  expect(asking(system, launch, answer('deny'), { do: 'kill' }, launch)).toEqual([false]);
});

it('an upgrade to Android 13 looks at channels and at the switch', () => {
  const upgrade: Operation = { do: 'upgrade system', level: 33 };
  const statuses = (...operations: Operation[]) =>
    distinct(permissions(android(31, 36), ...operations, upgrade).map(({ status }) => status));
  expect(statuses(launch)).toEqual(['granted']);
  expect(statuses()).toEqual(['undetermined']);
  expect(statuses(launch, { do: 'switch notifications', on: false })).toEqual(['denied']);
});

it('a push is shown, or one reason is named', () => {
  const twelve = android(31, 36);
  expect(ends(iphone, launch, push())).toEqual([['permission', 'hidden']]);
  expect(ends(iphone, launch, ask, answer('allow'), push())).toEqual(['shown']);
  expect(ends(twelve, push())).toEqual([['never opened']]);
  expect(ends(twelve, launch, { do: 'kill' }, push())).toEqual(['shown']);
  expect(ends(twelve, launch, { do: 'force stop' }, push())).toEqual([['force-stopped']]);
  expect(ends(twelve, launch, { do: 'set channel', id: 'own', importance: 'none' }, push())).toEqual([
    ['channel'],
  ]);
});

it('what cannot be taken is kept, as long and as much as the service keeps', () => {
  const away: Operation[] = [launch, { do: 'switch online', on: false }];
  const back: Operation = { do: 'switch online', on: true };
  const arrived = (system: System, ...operations: Operation[]) =>
    distinct(ways(system, ...away, ...operations, back).map(({ fates }) => fates.map(({ id }) => id)));
  const two = [push({ id: 'n1', collapse: 'c' }), push({ id: 'n2', collapse: 'c' })];
  expect(arrived(iphone, push({ id: 'n1' }), push({ id: 'n2' }))).toEqual([['n2']]);
  expect(arrived(android(31, 36), push({ id: 'n1' }), push({ id: 'n2' }))).toEqual([['n1', 'n2']]);
  expect(arrived(android(31, 36), ...two)).toEqual([['n2']]);
  expect(arrived(android(31, 36), push({ ttl: 60_000 }), { do: 'wait', ms: 60_000 })).toEqual([[]]);
});

it('what a background push does is said for two of them an hour', () => {
  const told = (...operations: Operation[]) =>
    distinct(
      ways(iphone, launch, { do: 'background' }, ...operations).flatMap(({ fates }) =>
        fates.map((fate) => fate.told),
      ),
    );
  const background = push({ text: 'none', background: true });
  expect(told(background, background)).toEqual([true]);
  expect(told(background, background, background)).toEqual([true, false]);
  expect(told(background, background, { do: 'wait', ms: 3_600_000 }, background)).toEqual([true]);
});
