import { describe, expect, it } from 'vitest';
import { alert, answerTo, ask, settled, verdictOn } from '../testing/deliver.ts';
import { makeProbedPhone } from '../testing/make-phone.ts';

const iphones = ['ios-15', 'ios-16', 'ios-17', 'ios-18', 'iphone', 'ipad'];
const statusOf = ({ phone }: ReturnType<typeof makeProbedPhone>) => phone.view().permission.status;

describe.each(iphones)('on %s', (profile) => {
  it('the person is asked once; who asks again gets the answer of then, without a dialog', async () => {
    for (const answer of ['allow', 'deny'] as const) {
      const made = makeProbedPhone(profile);
      await made.phone.launch();
      const first = await ask(made);
      expect([made.phone.view().dialog !== null, first.answered]).toEqual([true, undefined]);
      await made.phone.answerDialog(answer);
      const again = await ask(made);
      expect(made.phone.view().dialog).toBeNull();
      expect([first.answered, again.answered]).toMatchObject(Array(2).fill({ granted: answer === 'allow' }));
    }
  });

  it('a denial is taken back in Settings only', async () => {
    const made = makeProbedPhone(profile);
    await answerTo(made, 'deny');
    await made.phone.kill();
    await made.phone.launch();
    await made.phone.updateApp({});
    await made.phone.launch();
    expect((await ask(made)).answered).toMatchObject({ granted: false, canAskAgain: false });
    await made.phone.setNotifications(true);
    expect(statusOf(made)).toBe('granted');
  });
});

it('an app is undetermined, denied, authorised or provisional, and the four are told apart', async () => {
  const undetermined = makeProbedPhone('iphone');
  const [denied, granted, provisional] = [1, 2, 3].map(() => makeProbedPhone('iphone'));
  if (!denied || !granted || !provisional) throw new Error('three phones');
  await answerTo(denied, 'deny');
  await answerTo(granted, 'allow');
  await provisional.phone.launch();
  await provisional.phone.authorizeProvisionally();
  expect([undetermined, denied, granted, provisional].map(statusOf)).toEqual([
    'undetermined',
    'denied',
    'granted',
    'provisional',
  ]);
});

describe('provisional authorisation', () => {
  async function provisional() {
    const made = makeProbedPhone('iphone');
    await made.phone.launch();
    await made.phone.authorizeProvisionally();
    return made;
  }

  it('comes without a dialog', async () => {
    const made = await provisional();
    expect([made.phone.view().dialog, statusOf(made)]).toEqual([null, 'provisional']);
    expect(made.kinds()).not.toContain('permission.asked');
  });

  it.each(['foreground', 'background', 'killed'] as const)(
    'lists quietly and leaves the badge alone, with the app in state %s',
    async (state) => {
      const made = await provisional();
      if (state === 'background') await made.phone.background();
      if (state === 'killed') await made.phone.kill();
      expect(await verdictOn(made, alert({ badge: 3, sound: 'default' }))).toMatchObject({
        kind: 'push.shown',
        detail: { quiet: 'provisional' },
      });
      expect(made.phone.view()).toMatchObject({ badge: 0, tray: [{ quiet: 'provisional' }] });
    },
  );

  it.each([
    ['keep-prominent', 'granted', 'push.shown', undefined],
    ['keep-quiet', 'provisional', 'push.shown', 'provisional'],
    ['turn-off', 'denied', 'push.not-shown', undefined],
  ] as const)('the person answers %s under a notification: %s', async (...row) => {
    const [answer, status, kind, quiet] = row;
    const made = await provisional();
    await made.phone.background();
    await verdictOn(made, alert());
    await made.phone.answerQuiet(made.phone.view().tray[0]?.id ?? '', answer);
    expect(statusOf(made)).toBe(status);
    const next = await verdictOn(made, alert());
    expect([next.kind, next.detail?.quiet]).toEqual([kind, quiet]);
  });

  it('is what the question under a notification is for: no other has it', async () => {
    const made = makeProbedPhone('iphone');
    await answerTo(made, 'allow');
    await made.phone.background();
    await verdictOn(made, alert());
    const [shown] = made.phone.view().tray;
    await expect(made.phone.answerQuiet(shown?.id ?? '', 'turn-off')).rejects.toMatchObject({
      code: 'question-absent',
    });
  });
});

it('a reinstall forgets the answer, so that the person can be asked again', async () => {
  const made = makeProbedPhone('iphone');
  await answerTo(made, 'deny');
  await made.phone.reinstall();
  expect(statusOf(made)).toBe('undetermined');
  await made.phone.launch();
  await ask(made);
  await settled();
  expect(made.phone.view().dialog).not.toBeNull();
});
