import { describe, expect, it } from 'vitest';
import { alert, answerTo, data, deliver, notification, settled, verdictOn } from '../testing/deliver.ts';
import { eventually } from '../testing/eventually.ts';
import { createFakeGateway } from '../testing/fake-gateway.ts';
import { makeProbedPhone } from '../testing/make-phone.ts';
import { makePhoneWithPage } from '../testing/phone-with-page.ts';

const phones = ['iphone', 'android-14', 'android-12', 'android-13-target-32'];

describe.each(phones)('the token of %s', (profile) => {
  it.each([
    ['reinstall', 'reinstall'],
    ['restore', 'restore'],
    ['rotateToken', 'rotation'],
  ] as const)(
    'is another one after %s, which its history tells, and the old one is dead',
    async (act, why) => {
      const made = makeProbedPhone(profile);
      await made.phone.launch();
      const before = made.phone.view();
      await made.phone[act]();
      const after = made.phone.view();
      expect(after.token).not.toBe(before.token);
      expect(made.network.alive).toEqual([after.token]);
      expect(after.tokens.slice(0, -1)).toEqual(before.tokens);
      expect(after.tokens.at(-1)).toMatchObject({ ending: after.token.slice(-8), why });
      expect(made.network.send(before.token, { id: 'old', payload: alert(), traceId: 'f'.repeat(32) })).toBe(
        'unregistered',
      );
    },
  );

  it('stays over whatever else happens to the phone', async () => {
    const made = makeProbedPhone(profile);
    const { token } = made.phone.view();
    await made.phone.launch();
    await made.phone.setNotifications(false);
    await made.phone.setNotifications(true);
    await made.phone.background();
    await made.phone.kill();
    await made.phone.setOnline(false);
    await made.phone.setOnline(true);
    await made.phone.updateApp({});
    await made.phone.upgradeSystem(profile === 'iphone' ? '27' : '16');
    await made.phone.launch();
    expect(made.phone.view()).toMatchObject({ token, tokens: [{ why: 'first-start' }] });
  });
});

it('clearing its data gives an Android app a new token', async () => {
  const { phone, network } = makeProbedPhone('android-14');
  await phone.launch();
  const { token } = phone.view();
  await phone.clearData();
  expect(phone.view().token).not.toBe(token);
  expect([network.alive, phone.view().tokens.at(-1)?.why]).toEqual([[phone.view().token], 'data-cleared']);
});

it.each(['android-14', 'android-13-target-32'])(
  '%s has a token without permission; data runs the app while the person sees nothing',
  async (profile) => {
    const made = makeProbedPhone(profile);
    await made.phone.launch();
    expect(await made.probe.processes[0]?.push.token()).toEqual({ value: made.phone.view().token });
    await made.phone.background();
    const { answer } = await deliver(made, data());
    expect([answer, made.probe.calls.filter((call) => call === 'arrival behind').length]).toEqual([
      'delivered',
      1,
    ]);
    expect(await verdictOn(made, notification())).toMatchObject({ detail: { reason: 'permission' } });
    expect(made.phone.view().tray).toEqual([]);
  },
);

it('a running app is told of a new token, and of the present one whenever it starts', async () => {
  const gateway = createFakeGateway();
  const bodies: string[] = [];
  const { phone, page } = makePhoneWithPage('iphone', [], {
    fetch: (input, init) => {
      bodies.push(String(init?.body));
      return gateway.fetch(input, init);
    },
  });
  const told = () =>
    eventually(() => expect(bodies).toContainEqual(expect.stringContaining(phone.view().token)));
  await phone.launch();
  await phone.setNotifications(true);
  await page.evaluate("median.msdynamics.registerDevice({ userId: 'anna' })");
  await told();
  await phone.rotateToken();
  await told();
  await phone.kill();
  await phone.rotateToken();
  await phone.launch();
  await told();
  page.close();
  phone.close();
});

it('an iPhone’s token is of the environment that its build talks to', async () => {
  const made = makeProbedPhone('iphone');
  await made.phone.launch();
  expect(await made.probe.processes[0]?.push.token()).toMatchObject({ environment: 'development' });
});

it('what was kept for a token that is dead reaches nobody', async () => {
  const made = makeProbedPhone('iphone');
  await answerTo(made, 'allow');
  await made.phone.setOnline(false);
  await deliver(made, alert());
  await made.phone.rotateToken();
  await made.phone.setOnline(true);
  await settled();
  expect(made.phone.view().tray).toEqual([]);
});
