import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimelineEvent } from '../control/wire.ts';
import { startSandbox } from '../sandbox.ts';
import { timelineText } from './timeline-text.ts';

async function story(): Promise<string> {
  const sandbox = await startSandbox({ gateway: false });
  const { userId } = await sandbox.person();
  const phones = await Promise.all(['iphone', 'android-14'].map((profile) => sandbox.phone(profile)));
  for (const phone of phones) {
    const asked = phone.page.call('promptNotificationPermission');
    await phone.answer('allow');
    await asked;
    await sandbox.register({ phone, userId });
    await phone.rotateToken();
    await sandbox.register({ phone, userId });
  }
  const push = await sandbox.journey.send({ to: userId, title: 'Your order', link: '/orders/42' });
  for (const phone of phones) {
    await phone.tap(push);
    await phone.opens('/orders/42');
  }
  const text = await sandbox.timeline.text();
  await sandbox.close();
  return text;
}

test('two runs of the same test read the same, with two phones and their tokens', async () => {
  const [first, second] = [await story(), await story()];
  expect(first).toBe(second);
  expect(first).toMatch(/✗ APNs .* push\.refused .*token 1 of iphone: 410 Unregistered/);
  expect(first).toMatch(/ {2}Phone \(android-14\) +push\.tapped/);
  expect(first).not.toMatch(/localhost:\d|127\.0\.0\.1:\d/);
}, 60_000);

test('devices read the same, whichever provider answers first; what is said of all stays where it happened', () => {
  const phones = ['iphone', 'android-14'].map((name) => {
    const tokens = [1, 2].map((issue) => ({
      ...{ at: 0, why: issue === 1 ? ('first-start' as const) : ('rotation' as const) },
      ending: `${name.slice(-6)}-${issue}`,
    }));
    return { id: name, name, token: `${name.slice(-6)}-2`, tokens };
  });
  const told = (kind: string, token?: string): Omit<TimelineEvent, 'seq'> => ({
    ...{ traceId: 'a', at: 0, hop: 'dynamics', outcome: 'ok', kind, summary: kind },
    ...(token ? { detail: { token: `…${token}` } } : {}),
  });
  const devices = phones.flatMap(({ tokens }) =>
    tokens.map(({ ending, why }) => told(why === 'rotation' ? 'journey.sent' : 'journey.removed', ending)),
  );
  const text = (order: number[]) => {
    const answers = order.flatMap((index) => devices[index] ?? []);
    const events = [told('journey.reached'), ...answers, told('journey.ended')];
    return timelineText(
      events.map((event, seq) => ({ ...event, seq })),
      { phones },
    );
  };
  const kinds = text([0, 1, 2, 3]).match(/journey\.\w+(?= {2})/g);
  expect(kinds?.[0]).toBe('journey.reached');
  expect(kinds?.at(-1)).toBe('journey.ended');
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (order) => {
      expect(text(order)).toBe(text([0, 1, 2, 3]));
    }),
    { numRuns: 24 },
  );
});
