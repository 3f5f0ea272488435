import { expect, test } from 'vitest';
import { startSandbox } from '../sandbox.ts';

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
