import type { Host } from './arrival.ts';
import { andThen, changed, either, type Next } from './next.ts';
import type { Operation } from './operation.ts';
import { answered, asks, lost, switched, updated, upgraded } from './permission.ts';
import { type Phone, unopened } from './phone.ts';
import { flush, send } from './service.ts';
import { askingOn } from './system.ts';

type Of<K extends Operation['do']> = Extract<Operation, { do: K }>;
type Rules = { [K in Operation['do']]: (phone: Phone, operation: Of<K>, host: Host) => Next[] };

/** What each operation does. */
export const rules: Rules = {
  launch: (phone, _, host) => open(phone, host),
  background: (phone) => (phone.app === 'foreground' ? either(phone, behind(phone)) : changed(phone)),
  kill: (phone) => {
    const stopped = { ...phone, ...ended, forceStopped: phone.forceStopped || phone.system.swipeStops };
    // Whether an app that does not run can be swiped away is not said.
    return phone.app === 'killed' ? [...changed(phone), ...changed(stopped)] : changed(stopped);
  },
  'force stop': (phone) =>
    andThen(changed(phone, { ...ended, forceStopped: true }), (each) => either(each, cleared(each))),
  reinstall: (phone) => changed(phone, { ...ended, ...installed(phone), ...newToken(phone) }),
  'clear data': (phone) =>
    either({ ...phone, ...ended, ...newToken(phone) }, [
      installed(phone),
      { ...installed(phone), permission: phone.permission },
    ]),
  restore: (phone) => restored(phone),
  'rotate token': (phone) => changed(phone, newToken(phone)),
  'lose unused permissions': (phone) =>
    lost(phone.permission).flatMap((permission) =>
      [phone, { ...phone, ...ended }, { ...phone, ...ended, forceStopped: true }].flatMap((each) =>
        either({ ...each, permission }, cleared(phone)),
      ),
    ),
  ask: (phone) => ask(phone),
  'ask provisionally': (phone) =>
    phone.permission.status === 'undetermined'
      ? // What becomes of a dialog that is open is not said.
        either({ ...phone, permission: { status: 'provisional', denials: 0 } }, [{}, { asking: false }])
      : changed(phone),
  'open settings': (phone) =>
    phone.app === 'killed'
      ? changed(phone)
      : either(
          phone,
          behind(phone).map((each) => ({ ...each, settingsOpen: true })),
        ),
  'open browser': (phone) =>
    phone.app === 'killed'
      ? changed(phone)
      : either(
          phone,
          behind(phone).map((each) => ({ ...each, inBrowser: true })),
        ),
  'close browser': (phone, _, host) => open(phone, host),
  'connect page': (phone) => changed(phone, { page: phone.app !== 'killed' }),
  load: (phone) => changed(phone),
  restart: (phone) => either({ ...phone, ...ended }, [{}, { woken: [] }]),
  'switch notifications': (phone, { on }) =>
    switched(phone.system, phone.permission, on).flatMap((permission) =>
      andThen(either({ ...phone, permission }, on ? [{}] : cleared(phone)), (each) =>
        either(each, questions(each)),
      ),
    ),
  'switch online': (phone, { on }, host) =>
    andThen(changed(phone, { online: on }), (each) => flush(each, host)),
  'switch doze': (phone, { on }, host) =>
    on
      ? either({ ...phone, doze: true }, phone.app === 'foreground' ? [{}, ...behind(phone)] : [{}])
      : andThen(changed(phone, { doze: false }), (each) => flush(each, host)),
  'switch focus': (phone, { on }) => changed(phone, { focus: on }),
  answer: (phone, { answer }) =>
    answered(phone.permission, answer).flatMap((permission) => changed(phone, { permission, asking: false })),
  tap: (phone, { id }, host) =>
    andThen(changed(phone, { tray: phone.tray.filter((each) => each.id !== id) }), (each) =>
      open(each, host),
    ),
  'swipe away': (phone, { id }) => changed(phone, { tray: phone.tray.filter((each) => each.id !== id) }),
  'answer quietly': (phone, { id, answer }) => {
    const trays = [phone.tray, phone.tray.filter((each) => each.id !== id), []];
    const ways =
      answer === 'keep-quiet'
        ? [phone.permission]
        : answer === 'turn-off'
          ? switched(phone.system, phone.permission, false)
          : answered(phone.permission, 'allow');
    return ways.flatMap((permission) =>
      either(
        { ...phone, permission },
        trays.map((tray) => ({ tray })),
      ),
    );
  },
  'upgrade system': (phone, { level }) => {
    const system = { ...phone.system, level };
    const hadChannel = Object.keys(phone.channels).length > 0;
    const ways = upgraded(phone.permission, { from: phone.system, to: system, hadChannel });
    return ways.flatMap((permission) => either({ ...phone, ...ended, system, permission }, cleared(phone)));
  },
  'update app': (phone, { target }) => {
    const system = { ...phone.system, target };
    const ways = updated(phone.permission, { from: phone.system, to: system });
    return ways.flatMap((permission) =>
      [phone, { ...phone, ...ended }].flatMap((each) =>
        either({ ...each, system, permission }, cleared(phone)),
      ),
    );
  },
  'make channel': (phone, { id, importance }) =>
    changed(phone, { channels: { [id]: importance, ...phone.channels } }),
  'set channel': (phone, { id, importance }) => {
    const channels = { ...phone.channels, [id]: importance };
    const gone = phone.tray.filter(({ channel }) => importance !== 'none' || channel !== id);
    return either({ ...phone, channels }, [{}, { tray: gone }]);
  },
  'set time zone': (phone, { timeZone }) => changed(phone, { timeZone }),
  'set language': (phone, { language }) => changed(phone, { language }),
  'set clock skew': (phone, { ms }) => changed(phone, { skew: ms }),
  'let the app show': (phone) => changed(phone),
  wait: (phone, { ms }) => changed(phone, { now: phone.now + ms }),
  push: (phone, { push }, host) => send(phone, push, host),
};

/** What ends with the app's process. */
const ended = { app: 'killed', asking: false, settingsOpen: false, inBrowser: false, page: false } as const;

/** An app that was just installed. */
const installed = ({ system, timeZone, language }: Phone) => {
  const { permission, opened, forceStopped, channels, tray, badge, woken } = unopened(system, {
    timeZone,
    language,
  });
  return { permission, opened, forceStopped, channels, tray, badge, woken };
};

/** What was kept for the old one reaches nobody. */
const newToken = ({ tokens }: Phone) => ({ tokens: tokens + 1, stored: [] });

/** Whether notifications stay when their app may show no more, or has ended otherwise than by a swipe, is not said. */
const cleared = ({ tray }: Phone): Partial<Phone>[] => [{ tray }, { tray: [] }];

/** Whether the question stays with an app that is left is not said. */
const behind = ({ asking }: Phone): Partial<Phone>[] =>
  [asking, false].map((each) => ({ app: 'background', asking: each }));

/** On a new phone; what of the old one's settings comes along is not said. */
const restored = (phone: Phone): Next[] =>
  [installed(phone), { ...installed(phone), permission: phone.permission, channels: phone.channels }].flatMap(
    (app) =>
      either({ ...phone, ...ended, ...app, ...newToken(phone) }, [
        {},
        { doze: false },
        { doze: false, focus: false, skew: 0 },
      ]),
  );

/** The app comes to the front, started if it has to be. */
function open(phone: Phone, { app: { channel } }: Host): Next[] {
  if (phone.app === 'foreground') return changed(phone);
  const inFront = { ...phone, app: 'foreground', settingsOpen: false, inBrowser: false } as const;
  if (phone.app === 'background') return either(inFront, questions(inFront));
  const channels =
    phone.system.platform === 'android'
      ? { [channel.id]: channel.importance, ...phone.channels }
      : phone.channels;
  const started = { ...inFront, channels, opened: true, forceStopped: false };
  return changed({ ...started, asking: systemAsks(started) });
}

/** The system asks by itself when an activity starts and there is a channel. */
const systemAsks = ({ system, permission }: Phone): boolean =>
  askingOn(system) === 'the system asks' && asks(system, permission) === true;

/** Whether to come back to an app is such a start is not said. */
const questions = (phone: Phone): Partial<Phone>[] =>
  systemAsks(phone) && phone.app === 'foreground' ? [{}, { asking: true }, { asking: false }] : [{}];

function ask(phone: Phone): Next[] {
  if (phone.app === 'killed') return changed(phone);
  const way = asks(phone.system, phone.permission);
  const answer: Next[] = [{ phone, fates: [], atOnce: true }];
  const question: Next[] = [{ phone: { ...phone, asking: true }, fates: [], atOnce: false }];
  if (way === false) return answer;
  // Behind the screen, and for an app built for an Android that did not ask, it is not said.
  const sure = way === true && phone.app === 'foreground' && askingOn(phone.system) !== 'the system asks';
  return sure ? question : [...question, ...answer];
}
