import { expect, it } from 'vitest';
import { alert, answerTo, deliver } from '../testing/deliver.ts';
import { makeProbedPhone } from '../testing/make-phone.ts';

async function withThree() {
  const made = makeProbedPhone('iphone');
  await answerTo(made, 'allow');
  await made.phone.background();
  const pushes = [];
  for (const badge of [1, 2, 3]) pushes.push(await deliver(made, alert({ badge })));
  return { ...made, pushes };
}
const ids = ({ phone }: { phone: ReturnType<typeof makeProbedPhone>['phone'] }) =>
  phone.view().tray.map(({ id }) => id);

it('a notification that is swiped away is gone, under its own trace; the app hears nothing and the badge stays', async () => {
  const made = await withThree();
  const [first, second, third] = made.pushes;
  const heard = made.probe.calls.length;
  await made.phone.dismiss(second?.id);
  expect(ids(made)).toEqual([third?.id, first?.id]);
  expect(made.timeline.list({ traceId: second?.traceId ?? '' }).at(-1)).toMatchObject({
    kind: 'push.dismissed',
    summary: 'The person swipes “Hello” away.',
  });
  expect(made.probe.calls).toHaveLength(heard);
  expect(made.phone.view().badge).toBe(3);
});

it('all can be swiped away at once, also when there are none', async () => {
  const made = await withThree();
  await made.phone.dismiss();
  await made.phone.dismiss();
  expect(ids(made)).toEqual([]);
  expect(made.kinds().filter((kind) => kind === 'push.dismissed')).toHaveLength(3);
});

it('what is not in the tray cannot be swiped away', async () => {
  const made = await withThree();
  await expect(made.phone.dismiss('n0')).rejects.toMatchObject({ code: 'notification-unknown' });
});

it('the tray tells the thread of a notification, and that it comes through a Focus', async () => {
  const made = await withThree();
  await deliver(made, alert({ 'thread-id': 'orders', 'interruption-level': 'time-sensitive' }));
  await deliver(made, alert({ 'interruption-level': 'active' }));
  const [plain, urgent] = made.phone.view().tray;
  expect(urgent).toMatchObject({ thread: 'orders', level: 'time-sensitive' });
  expect(plain).not.toHaveProperty('level');
});
