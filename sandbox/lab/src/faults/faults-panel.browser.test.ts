import { expect, it } from 'vitest';
import { holdBack } from '../testing/hold.ts';
import { LARGE, prepareLab, SMALL, violations } from '../testing/lab-page.ts';
import { READY_MADE } from './ready-made.ts';

const lab = prepareLab();

/** Registers Ada's devices without a page, as a backend does. */
async function registerAda() {
  const [phone] = lab.sandbox.world.phones();
  if (!phone) throw new Error('no phone');
  await lab.sandbox.world.registerDevice(phone.view(), 'abc123-user-uuid');
}

it('a fault is planted by a switch, strikes a push, and ends by itself; another is removed', async () => {
  await registerAda();
  const page = await lab.open('?panel=faults', { size: LARGE });
  const active = page.getByRole('list', { name: 'Active faults' });
  await page.getByRole('switch', { name: 'The token is of the other environment' }).click();
  await active.getByText('APNs, any push: refused with BadDeviceToken').waitFor();
  await page.getByRole('switch', { name: 'FCM’s quota is used up' }).click();
  await page.getByRole('tab', { name: /Faults & time.*2 faults are active/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  const push = await lab.sandbox.world.sendPush({ contact: 'abc123-user-uuid', title: 'Struck' });
  expect(push.devices).toMatchObject([{ result: 'failed', reason: 'BadDeviceToken' }]);
  await active.getByText('BadDeviceToken').waitFor({ state: 'detached' });
  await page.getByText('Ended by themselves').click();
  await page.getByText('Has struck once · used up').waitFor();
  await page.getByRole('button', { name: /^Remove: FCM/ }).click();
  await page.getByText('None: everything works as it should.').waitFor();
  await page.locator('section:focus', { hasText: 'Active now' }).waitFor();
  expect(await page.getByRole('switch', { name: 'FCM’s quota is used up' }).isChecked()).toBe(false);
  await page.getByRole('button', { name: 'Show what was hit in the timeline' }).click();
  const struck = page.getByRole('option', { name: /Struck/ });
  await struck.click();
  await expect.poll(() => new URL(page.url()).searchParams.get('trace')).toMatch(/\w/);
  await page.getByRole('tab', { name: 'Faults & time' }).click();
  // None of what was looked at before.
  await page.getByRole('button', { name: 'Show what was hit in the timeline' }).click();
  await struck.waitFor();
  expect(new URL(page.url()).searchParams.get('trace')).toBeNull();
});

it('a fault of one’s own is planted, and what is wrong is said beside its field', async () => {
  const page = await lab.open('?panel=faults', { size: SMALL, scheme: 'dark' });
  await page.getByLabel('Service').selectOption('FCM');
  await page.getByLabel('Which calls').selectOption('Sending a push');
  await page.getByLabel('What happens').selectOption('The answer comes later');
  await page.getByLabel('Milliseconds').fill('soon');
  await page.getByRole('button', { name: 'Plant fault' }).click();
  await page.getByText('A whole number from 1.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Milliseconds').fill('2000');
  await page.getByLabel('Only for').selectOption('Pixel 8');
  await page.getByRole('button', { name: 'Plant fault' }).click();
  await page.getByText('Planted: FCM, sending a push: answered 2 seconds later.').waitFor();
  expect(lab.sandbox.fcm.faults.list()).toMatchObject([
    { route: 'send', times: 5, token: lab.sandbox.world.phones()[1]?.view().token },
  ]);
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.getByText('None: everything works as it should.').waitFor();
});

it('the time goes forward, and says what happened on the way', async () => {
  // What an app does as its page comes would be counted.
  for (const phone of lab.sandbox.world.phones()) await phone.kill();
  const page = await lab.open('?panel=faults', { size: LARGE, scheme: 'dark' });
  const before = lab.sandbox.clock.now();
  await page.getByRole('button', { name: '+ 1 day' }).click();
  await page.getByText('1 day later: nothing was due on the way.').waitFor();
  await page.getByText('1 day ahead of this computer’s clock.').waitFor();
  expect(lab.sandbox.clock.now() - before).toBeGreaterThanOrEqual(24 * 3600_000);
  lab.sandbox.clock.after(60_000, () =>
    lab.sandbox.timeline.record({
      ...{ traceId: 'f'.repeat(32), hop: 'dynamics', kind: 'journey.waited', summary: 'A wait is over' },
    }),
  );
  await page.getByLabel('Move forward by').fill('2');
  await page.getByLabel('Unit').selectOption('hours');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByText('2 hours later: 1 thing happened.').waitFor();
  expect(await violations(page)).toEqual([]);
  const busy = 6000;
  lab.sandbox.clock.after(60_000, () => {
    for (let number = 1; number <= busy; number += 1)
      lab.sandbox.timeline.record({
        ...{ traceId: `${number}`.padStart(32, '0'), hop: 'dynamics', kind: 'journey.waited' },
        summary: `Wait ${number} is over`,
      });
  });
  await page.getByRole('button', { name: '+ 1 hour' }).click();
  await page.getByText('1 hour later: 6,000 things happened.').waitFor();
  await page.getByText('… and 5,988 more, in the timeline.').waitFor();
  await page.getByRole('button', { name: 'Wait 1 is over', exact: true }).waitFor();
  // Somebody else moves it, too.
  await lab.sandbox.control.advanceClock(24 * 3600_000);
  await page.getByText('2 days 3 hours ahead of this computer’s clock.').waitFor();
  await page.getByRole('button', { name: 'Wait 12 is over', exact: true }).click();
  await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
});

it('before the planted faults are known nothing is said of them, and what is pressed twice is done once', async () => {
  const page = await lab.open('?panel=faults');
  let answer = await holdBack(page, '**/api/faults');
  await page.reload();
  await page.getByText('Asking for the planted faults').waitFor();
  expect(await page.getByText('None: everything works as it should.').count()).toBe(0);
  expect(await page.getByRole('switch').count()).toBe(0);
  answer();
  const quota = page.getByRole('switch', { name: 'FCM’s quota is used up' });
  await quota.waitFor();
  answer = await holdBack(page, '**/api/faults');
  const planted = page.waitForResponse((response) => response.request().method() === 'POST');
  await quota.click();
  await planted;
  await quota.click();
  answer();
  await page.getByText('1 fault is active').waitFor();
  expect(lab.sandbox.fcm.faults.list()).toHaveLength(1);
  await page.getByRole('button', { name: /^Remove: FCM/ }).dblclick();
  await page.getByText('None: everything works as it should.').waitFor();
  expect(await page.getByText('fault-unknown').count()).toBe(0);
});

it('a fault that ended before it was removed is gone, as was wanted', async () => {
  const { control } = lab.sandbox;
  const page = await lab.open('?panel=faults');
  const ready = READY_MADE.fcm.find(({ title }) => title === 'FCM’s quota is used up');
  if (!ready) throw new Error('no such switch');
  for (const pressed of [
    page.getByRole('button', { name: /^Remove: FCM/ }),
    page.getByRole('switch', { name: ready.title }),
  ]) {
    const fault = await control.plantFault(ready.plant);
    await control.removeFault(fault.twin, fault.id);
    // The list is a little behind, until it is asked for once more.
    let behind = true;
    await page.route('**/api/faults', (route) =>
      behind ? route.fulfill({ json: [fault] }) : route.fallback(),
    );
    await page.route('**/api/faults/fcm/*', (route) => {
      behind = false;
      return route.fallback();
    });
    await page.reload();
    await pressed.click();
    await page.getByText('None: everything works as it should.').waitFor();
    expect(await page.getByText(/^No fault/).count()).toBe(0);
    await page.unrouteAll();
  }
  lab.expectComplaint('404');
});
