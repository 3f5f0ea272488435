import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '@journeys-push/sandbox';
import type { Browser, Frame, Page } from 'playwright-core';

interface PersonOptions {
  browser: Browser;
  sandbox: Sandbox;
  profile: string;
  /** Whom pushes are sent to. */
  contact: string;
}

type SimulatedPhone = ReturnType<Sandbox['phones']['all']>[number];

interface Hand extends Pick<PersonOptions, 'sandbox' | 'contact'> {
  phone: SimulatedPhone;
  frame(): Frame | undefined;
}

/** A person with a simulated phone in their hand, who reads the page and does what it says. */
export async function playPerson({ browser, sandbox, profile, contact }: PersonOptions) {
  const phone = sandbox.phones.all().find((one) => one.view().profile === profile);
  if (!phone) throw new Error(`no phone ${profile}`);
  // The command speaks with one phone.
  for (const other of sandbox.phones.all()) if (other !== phone) await other.kill();
  const lab = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await lab.goto(sandbox.connection().lab);
  const frame = () => lab.frames().find((one) => one.url().startsWith(phone.origin));
  const hand: Hand = { sandbox, contact, phone, frame };
  const { fails, stop } = play(hand, lab);
  return {
    /** Rejects where the person cannot do what they are told. */
    fails,
    stop,
    page: async () => (await frame()?.locator('body').textContent()) ?? '',
    record: async (installationId: string) => recordOf(hand, installationId),
  };
}

function play(hand: Hand, lab: Page) {
  const does = actsOf(hand);
  let over = false;
  const read = () =>
    hand
      .frame()
      ?.evaluate<{ act?: string; task?: string }>('({ ...document.getElementById("task").dataset })')
      // It is on its way to another page.
      .catch(() => undefined);
  const go = async (): Promise<never> => {
    for (let last = ''; !over; await pause(50)) {
      const { act = '', task = '' } = (await read()) ?? {};
      if (!(act in does) || task === last) continue;
      last = task;
      await does[act]?.();
    }
    return new Promise(() => {});
  };
  const fails = go();
  fails.catch(() => {});
  return {
    fails,
    stop() {
      over = true;
      return lab.close();
    },
  };
}

/** Presses a button of the page, also where the lab still shows what lay over it. */
const press = async (hand: Hand, choice: string) =>
  (await waitFor(hand.frame)).locator(`[data-choice="${choice}"]`).dispatchEvent('click');

function actsOf(hand: Hand): Record<string, () => Promise<unknown> | undefined> {
  const { phone } = hand;
  return {
    installed: () => press(hand, 'yes'),
    facts: () => press(hand, 'yes'),
    async prompt() {
      await press(hand, 'go');
      await waitFor(() => phone.view().dialog ?? undefined);
      // It is read before it is answered.
      await pause(500);
      await phone.answerDialog('allow');
    },
    prompted: () => press(hand, 'allowed'),
    silent: () => press(hand, phone.view().dialog ? 'asked' : 'nothing'),
    'switch-on': () => change(hand, true),
    'switch-off': () => change(hand, false),
    async behind() {
      await phone.background();
      await phone.launch();
      await press(hand, 'done');
    },
    async closed() {
      await phone.kill();
      await waitFor(() => (hand.frame() ? undefined : true));
      await phone.launch();
    },
    'push-behind': () => push(hand, () => phone.background()),
    'push-closed': () => push(hand, () => phone.kill()),
  };
}

async function change(hand: Hand, on: boolean): Promise<void> {
  await hand.phone.background();
  await hand.phone.setNotifications(on);
  await hand.phone.launch();
  await press(hand, 'done');
}

/** Sends what the page says, leaves the app, and taps what comes. */
async function push({ frame, phone, sandbox, contact }: Hand, leave: () => Promise<void>): Promise<void> {
  // The phone shows the site on an origin of its own.
  const { pathname: link } = new URL((await frame()?.locator('code').textContent()) ?? '');
  await leave();
  const title = `Offer ${Date.now()}`;
  await sandbox.world.sendPush({ contact, title, body: 'Ten per cent', link });
  const arrived = () =>
    phone.view().tray.find((one) => one.title === title && one.body === 'Ten per cent')?.id;
  await phone.tap(await waitFor(arrived));
}

async function waitFor<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const seen = look();
    if (seen !== undefined) return seen;
    await pause(50);
  }
  throw new Error('what the person waits for does not come');
}

/** What a gateway would tell of the phone: what the twin's device table has. */
function recordOf({ phone, sandbox }: Hand, installationId: string) {
  const { token, platform } = phone.view();
  const rows = sandbox.world.devices().filter((row) => row.token.slice(-8) === token.slice(-8));
  const since = new Date().toISOString();
  return {
    ...{ installationId, app: 'shop', platform, appId: 'dev.journeyspush.shop', facts: {} },
    ...{ notificationsEnabled: true, firstSeen: since, lastSeen: since },
    registration: { state: 'registered' },
    known: rows.map((row) => ({
      state: { Success: 'registered', Pending: 'sent', Failed: 'refused' }[row.result],
      ...{ dynamicsUserId: row.userId, tokenTail: row.token.slice(-8), since },
    })),
  };
}
