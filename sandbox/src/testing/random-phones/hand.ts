import { createClock, type SandboxClock } from '../../clock.ts';
import type { Phone as View } from '../../control/wire.ts';
import type { Operation } from '../../phone/model/operation.ts';
import type { Reason } from '../../phone/model/push.ts';
import type { Sight, Visible } from '../../phone/model/sight.ts';
import { createPhone } from '../../phone/phone.ts';
import { PhoneRefusal } from '../../phone/refusal.ts';
import type { SimulatedPhone } from '../../phone/simulated-phone.ts';
import { connectFakePage } from '../../phone/testing/fake-page.ts';
import { appConfig, origins } from '../../phone/testing/make-phone.ts';
import { createTimeline, type TimelineEvent } from '../../timeline.ts';
import { versionOf } from './profiles.ts';
import { openApns, openFcm, type PushService } from './services.ts';
import { createWitness, type Witness } from './witness.ts';

/** A phone in somebody's hand, with its push service: does what is asked, and says what can be seen afterwards. */
export interface Hand {
  /** The phone as it was last looked at. */
  view: View;
  /** What the app says when it is asked whether to show a push. */
  readonly shows: boolean;
  act(operation: Operation): Promise<Seen>;
  close(): void;
}

export interface Seen extends Sight {
  refused: boolean;
  /** What is never to be seen, whatever the facts say of the operation. */
  faults: string[];
}

interface Held {
  phone: SimulatedPhone;
  service: PushService;
  witness: Witness;
  clock: SandboxClock;
  /** Ends this phone and begins another with what it has saved. */
  restart(): void;
  /** What was wrong with a restart. */
  faults: string[];
}

/** Long ago enough for nobody to compare it with the real time. */
const BEGIN = Date.UTC(2026, 0, 1);

export function takeInHand(profile: string): Hand {
  const clock = createClock({ stoppedAt: BEGIN });
  const { now } = clock;
  const timeline = createTimeline({ now });
  const events: TimelineEvent[] = [];
  timeline.subscribe((event) => events.push(event));
  const service = profile.startsWith('android') ? openFcm({ timeline, now }) : openApns({ timeline, now });
  const witness = createWitness();
  const make = (state?: unknown) =>
    createPhone({
      ...{ id: 'p1', profile, config: CONFIG, origins, bridge: '', push: service.network, timeline, clock },
      ...{ createShell: witness.createShell, ...(state === undefined ? {} : { state }) },
    });
  const held: Held = {
    ...{ phone: make(), service, witness, clock, faults: [] },
    restart() {
      const saved: unknown = JSON.parse(JSON.stringify(held.phone.snapshot()));
      const before = lasting(held.phone.view());
      held.phone.close();
      held.phone = make(saved);
      const after = lasting(held.phone.view());
      held.faults = before === after ? [] : [`the restart makes of ${before} ${after}`];
    },
  };
  const hand: Hand = {
    view: held.phone.view(),
    get shows() {
      return witness.shows;
    },
    async act(operation) {
      events.length = 0;
      witness.arrivals = [];
      const { refused, atOnce } = await perform(held, operation);
      hand.view = held.phone.view();
      const { fates, faults } = fatesIn(events, witness);
      return {
        ...{ phone: visibleIn(hand.view), fates, refused, atOnce },
        faults: [...faults, ...never(held, hand.view, events)],
      };
    },
    close: () => held.phone.close(),
  };
  return hand;
}

/** What stays over a restart. */
function lasting({ state, dialog, settingsOpen, browser, page, ...kept }: View): string {
  return JSON.stringify(kept);
}

const CONFIG = appConfig();

/** Everything that an operation has begun is done: with this app, all of it in microtasks. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function perform(held: Held, operation: Operation): Promise<{ refused: boolean; atOnce?: boolean }> {
  if (operation.do === 'ask') return { refused: false, ...(await ask(held)) };
  try {
    await acts[operation.do](held, operation as never);
    await settled();
    return { refused: false };
  } catch (error) {
    if (!(error instanceof PhoneRefusal)) throw error;
    await settled();
    return { refused: true };
  }
}

/** The app asks for the permission; whether it was answered without the person. */
async function ask({ witness }: Held): Promise<{ atOnce?: boolean }> {
  const running = witness.process();
  if (!running) return {};
  let atOnce = false;
  running.push.requestPermission().then(() => {
    atOnce = true;
  });
  await settled();
  return { atOnce };
}

type Acts = {
  [K in Exclude<Operation['do'], 'ask'>]: (held: Held, operation: Extract<Operation, { do: K }>) => unknown;
};

const acts: Acts = {
  launch: ({ phone }) => phone.launch(),
  background: ({ phone }) => phone.background(),
  kill: ({ phone }) => phone.kill(),
  'force stop': ({ phone }) => phone.forceStop(),
  reinstall: ({ phone }) => phone.reinstall(),
  'clear data': ({ phone }) => phone.clearData(),
  restore: ({ phone }) => phone.restore(),
  'rotate token': ({ phone }) => phone.rotateToken(),
  'lose unused permissions': ({ phone }) => phone.loseUnusedPermissions(),
  'ask provisionally': ({ phone }) => phone.authorizeProvisionally(),
  'open settings': ({ witness }) => witness.process()?.push.openSettings(),
  'open browser': ({ witness }) => witness.process()?.web.openOutside('https://else.test/'),
  'close browser': ({ phone }) => phone.closeBrowser(),
  'connect page': ({ phone }) => connectFakePage(phone),
  load: ({ phone }) => phone.load('/x'),
  restart: ({ restart }) => restart(),
  'switch notifications': ({ phone }, { on }) => phone.setNotifications(on),
  'switch online': ({ phone }, { on }) => phone.setOnline(on),
  'switch doze': ({ phone }, { on }) => phone.setDoze(on),
  'switch focus': ({ phone }, { on }) => phone.setFocus(on),
  answer: ({ phone }, { answer }) => phone.answerDialog(answer),
  tap: ({ phone }, { id }) => phone.tap(id),
  'swipe away': ({ phone }, { id }) => phone.dismiss(id),
  'answer quietly': ({ phone }, { id, answer }) => phone.answerQuiet(id, answer),
  'upgrade system': ({ phone }, { level }) => phone.upgradeSystem(versionOf(phone.view().platform, level)),
  'update app': ({ phone }, { target }) => phone.updateApp({ targetLevel: target }),
  'make channel': ({ phone }, { id, importance }) => phone.makeChannel({ id, importance }),
  'set channel': ({ phone }, { id, importance }) => phone.setChannel(id, importance),
  'set time zone': ({ phone }, { timeZone }) => phone.setTimeZone(timeZone),
  'set language': ({ phone }, { language }) => phone.setLanguage(language),
  'set clock skew': ({ phone }, { ms }) => phone.setClockSkew(ms),
  'let the app show': ({ witness }, { on }) => {
    witness.shows = on;
  },
  wait: ({ clock }, { ms }) => clock.advance(ms),
  push: ({ phone, service }, { push }) => service.send(phone.view().token, push),
};

// Literals without spreads: V8 makes others three times as slowly, which counts here.
function visibleIn(view: View): Visible {
  const { status, denials, canAskAgain } = view.permission;
  return {
    app: view.state,
    dialog: view.dialog !== null,
    permission: { status, denials },
    canAsk: status === 'granted' || status === 'provisional' ? undefined : canAskAgain,
    tray: view.tray.map(({ id, quiet, channel }) => ({ id, quiet: quiet !== undefined, channel })),
    tokens: view.tokens.length,
    channels: Object.fromEntries(view.channels.map(({ id, importance }) => [id, importance])),
    forceStopped: view.forceStopped,
    online: view.online,
    doze: view.doze,
    focus: view.focus,
    badge: view.badge,
    settingsOpen: view.settingsOpen,
    inBrowser: view.browser !== null,
    page: view.page.connected,
    timeZone: view.timeZone,
    language: view.language,
    skew: view.clockSkewMs,
    level: view.platform === 'ios' ? Number.parseInt(view.osVersion, 10) : (view.apiLevel ?? 0),
    target: view.targetLevel ?? 0,
  };
}

/** The facts' words for the codes of the timeline. */
const reasons: Record<string, Reason> = {
  'never-opened': 'never opened',
  'force-stopped': 'force-stopped',
  'force-quit': 'force-quit',
  throttled: 'throttled',
  silent: 'nothing to show',
  permission: 'permission',
  'channel-blocked': 'channel',
  hidden: 'hidden',
};

/** What became of each push that has arrived. */
function fatesIn(events: TimelineEvent[], { arrivals }: Witness): Pick<Seen, 'fates' | 'faults'> {
  const named = (pattern: RegExp) =>
    events
      .filter(({ kind }) => pattern.test(kind))
      .map((event) => ({ ...event.detail, kind: event.kind }) as Verdict);
  const verdicts = named(/^push\.(not-)?shown$/);
  const arrived = named(/^push\.arrived$/);
  const faults = verdicts
    .filter(({ id }) => !arrived.some((each) => each.id === id))
    .map(({ id }) => `${id} was judged and did not arrive`);
  const fates = arrived.flatMap(({ id }) => {
    const own = verdicts.filter((each) => each.id === id);
    const [verdict] = own;
    const end: 'shown' | Reason | undefined =
      verdict?.kind === 'push.shown' ? 'shown' : reasons[verdict?.reason ?? ''];
    if (own.length === 1 && end) return [{ id, told: arrivals.includes(id), end }];
    faults.push(
      `${id} arrived, and became ${own.map((each) => each.reason ?? each.kind).join(' and ') || 'nothing'}`,
    );
    return [];
  });
  return { fates, faults };
}

interface Verdict {
  id: string;
  kind: string;
  reason?: string;
}

/** What is never true of a phone. */
function never(held: Held, view: View, events: TimelineEvent[]): string[] {
  const { service, witness } = held;
  const ending = view.tokens.at(-1)?.ending;
  const doubled = view.tray.length - new Set(view.tray.map(({ id }) => id)).size;
  const running = view.state === 'killed' ? 0 : 1;
  return [
    ...held.faults,
    ...(service.alive().join() === view.token ? [] : ['another token than the present one is alive']),
    ...(ending && view.token.endsWith(ending) ? [] : [`the last token of the history ends with ${ending}`]),
    ...(witness.running === running
      ? []
      : [`${witness.running} processes run, and the app is ${view.state}`]),
    ...(doubled === 0 ? [] : ['a notification is in the tray twice']),
    ...events.filter(({ kind }) => kind === 'shell.failed').map(({ summary }) => summary),
  ];
}
