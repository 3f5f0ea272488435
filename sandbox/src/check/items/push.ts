import { hopNames } from '../../control/hop-names.ts';
import type { Push, TimelineEvent } from '../../control/wire.ts';
import { everyPhone, type Item, type Scene } from '../item.ts';
import { pathOf } from '../path-of.ts';
import { until } from '../until.ts';
import { block, fail } from '../verdict.ts';

/** How long a push may take from Dynamics to the screen. */
const ARRIVAL_MS = 6_000;
/** How long a tap may take to its page; a cold start is in it. */
const TAP_MS = 6_000;
/** How long a page that is asked where it is may take to say so: it may be on its way. */
const SAYS_MS = 6_000;
/** A start page that loads over the tap's page comes within this time. */
const STAYS_MS = 800;

const arrivesOnIos = arrivalItem(12, 'ios', 'A test push from Dynamics arrives on iOS');
const arrivesOnAndroid = arrivalItem(13, 'android', 'A test push from Dynamics arrives on Android');

function arrivalItem(number: number, platform: 'ios' | 'android', title: string): Item {
  return {
    number,
    title,
    appliesTo: (phone) => phone.platform === platform,
    async run(scene) {
      const { phone, channel, stage, note } = scene;
      await stage.reachable();
      await phone.background();
      const { push, title, shown } = await send(scene, 'Checklist');
      note(await phone.picture('After the push'));
      await phone.launch();
      if (shown) return;
      const path = await channel.trace(push.traceId);
      fail({
        expected: `“${title}” on the screen of ${phone.name} within ${ARRIVAL_MS / 1000} s`,
        came: `nothing; ${whereItStopped(push, path)}`,
        remedy:
          'The timeline shows the last hop that saw it. Dynamics: segment, consent, credentials. APNs or FCM: the answer’s reason. Phone: permission, app state, a silent message.',
      });
    },
  };
}

async function send({ phone, channel, person, link }: Scene, name: string) {
  const title = `${name} ${phone.name} ${Date.now() % 100_000}`;
  const push = await channel.send({ contactId: person.contactId, title, link });
  return { push, title, shown: await phone.notification(title, ARRIVAL_MS) };
}

/** Along its way; each hop speaks of it when it is done, which may be after the next one has. */
const WAY: TimelineEvent['hop'][] = ['dynamics', 'apns', 'fcm', 'shell', 'phone'];

/** What the last hop that saw a push says of it. */
function whereItStopped({ skipped, devices }: Push, path: TimelineEvent[]): string {
  if (skipped) return `the journey skipped the person: ${skipped}`;
  if (devices.length === 0) return 'Dynamics holds no device of the person';
  const farthest = WAY.map((hop) => path.filter((event) => event.hop === hop).at(-1));
  const last = path.filter(({ outcome }) => outcome === 'failed').at(-1) ?? farthest.filter(Boolean).at(-1);
  return last
    ? `the last hop that saw it is ${hopNames[last.hop]}: “${last.summary}”`
    : 'the timeline knows nothing of it';
}

const tapOpensPage: Item = {
  number: 14,
  title: 'Tapping it opens the right URL or in-app destination',
  appliesTo: everyPhone,
  async run(scene) {
    const { phone, stage } = scene;
    await stage.reachable();
    await phone.background();
    await judgeTap(scene, 'in the background');
    stage.reloaded();
    await stage.reachable();
    await phone.kill();
    await judgeTap(scene, 'closed');
  },
};

async function judgeTap(scene: Scene, app: 'in the background' | 'closed'): Promise<void> {
  const { phone, link, note } = scene;
  const { push, title, shown } = await send(scene, 'Tap');
  if (!shown) await judgeNothingToTap(scene, app, push);
  await phone.tap(title);
  const at = async () => pathOf((await until(SAYS_MS, phone.page.href)) ?? '');
  const opened = await until(TAP_MS, async () => (await at()) === link);
  const left = opened && (await until(STAYS_MS, async () => (await at()) !== link));
  note({ kind: 'fact', name: `location.href after the tap, app ${app}`, value: await phone.page.href() });
  note(await phone.picture(`After the tap, app ${app}`));
  if (opened && !left) return;
  fail({
    expected: `the tap to open ${link}, with the app ${app}`,
    came: left ? `the page went on from there to ${await at()}` : `the page is at ${await at()}`,
    remedy:
      'The shell must load the notification’s originalLink in the WebView, also when the tap starts the app; a link to another host opens outside. If your site itself leads away from that address, as to a sign-in page, name another one (--link; in the lab: “Test pushes lead to”).',
  });
}

/** In the background that is the matter of another item; of the closed app there is no other. */
async function judgeNothingToTap({ phone, channel }: Scene, app: string, push: Push): Promise<void> {
  const came = `none; ${whereItStopped(push, await channel.trace(push.traceId))}`;
  const expected = `a notification to tap, with the app ${app}`;
  if (app !== 'closed') block((await phone.view()).platform === 'ios' ? 12 : 13, { expected, came });
  fail({
    expected,
    came,
    remedy: 'A closed app does not draw anything: the system must, so the message needs visible text.',
  });
}

export const pushItems = [arrivesOnIos, arrivesOnAndroid, tapOpensPage];
