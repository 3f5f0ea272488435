import type { Next } from './next.ts';
import { display } from './permission.ts';
import type { App, Importance, Phone, Shown } from './phone.ts';
import type { Push, Reason } from './push.ts';

/** The app, and what it says now when it is asked whether to show. */
export interface Host {
  app: App;
  shows: boolean;
}

/** What becomes of a push that has reached the phone: §6.1, and "Message kinds" and "Channels" of §6.2. */
export const arrive = (phone: Phone, push: Push, host: Host): Next[] =>
  phone.system.platform === 'ios' ? onIos(phone, push, host) : onAndroid(phone, push, host);

function onIos(phone: Phone, push: Push, { shows }: Host): Next[] {
  if (push.text === 'none') return wake(phone, push);
  const inFront = phone.app === 'foreground';
  const way = display(phone.permission);
  // Whether a delegate is asked about what may not be presented anyway is not said; nor is whether a push that wakes
  // the app does so when it is shown as well.
  const unsaid = way === 'none' || (push.background === true && phone.app === 'background');
  const told =
    phone.app === 'killed' ? [false] : inFront && !unsaid ? [true] : unsaid ? [true, false] : [false];
  if (way === 'none')
    return told.map((each) => lost(phone, push, { told: each, why: ['permission', 'hidden'] }));
  if (inFront && !shows) return told.map((each) => lost(phone, push, { told: each, why: ['hidden'] }));
  const muted = isMuted(phone, push);
  return told.flatMap((each) =>
    badges(phone, push, way === 'quiet').map((badge) =>
      shown({ ...phone, badge }, push, {
        told: each,
        quiet: way === 'quiet' || muted,
        replaces: push.collapse,
      }),
    ),
  );
}

/** A Focus, or its own level, keeps a notification from sounding. */
const isMuted = ({ focus }: Phone, { level = 'active' }: Push): boolean =>
  level === 'passive' || (focus && level === 'active');

/** A quiet one of a provisional app leaves the badge alone. */
const badges = ({ badge }: Phone, push: Push, provisional: boolean): number[] =>
  provisional || push.badge === undefined ? [badge] : [push.badge];

const HOUR = 3_600_000;
/** "No more than two or three an hour", and they "may be throttled": two are let through, of later ones it is not said. */
const SURE = 2;

/** A background push: runs the app, unless the person has ended it. */
function wake(phone: Phone, push: Push): Next[] {
  // Whether a number for the icon needs something to show is not said.
  const counted =
    phone.permission.status === 'granted' ? [phone.badge, push.badge ?? phone.badge] : [phone.badge];
  return counted.flatMap((badge) => run({ ...phone, badge }, push));
}

function run(phone: Phone, push: Push): Next[] {
  if (phone.app === 'killed')
    return [lost(phone, push, { told: false, why: ['force-quit', 'throttled', 'nothing to show'] })];
  const recent = phone.woken.filter((moment) => moment > phone.now - HOUR);
  const woken = { ...phone, woken: [...recent, phone.now].slice(-SURE) };
  const through = lost(woken, push, { told: true, why: ['nothing to show'] });
  const held = lost(woken, push, { told: false, why: ['throttled'] });
  return recent.length < SURE ? [through] : [through, held];
}

function onAndroid(phone: Phone, push: Push, { app, shows }: Host): Next[] {
  const outcast: Reason[] = [
    ...(phone.opened ? [] : (['never opened'] as const)),
    ...(phone.forceStopped ? (['force-stopped'] as const) : []),
  ];
  if (outcast.length > 0) return [lost(phone, push, { told: false, why: outcast })];
  const bySystem = push.text !== 'data' && push.text !== 'none' && phone.app !== 'foreground';
  const told = phone.app !== 'killed' && !bySystem;
  if (push.text === 'none') return [lost(phone, push, { told, why: ['nothing to show'] })];
  return channelsFor(phone, push, app).map((channel) => {
    const importance = phone.channels[channel];
    const why: Reason[] = [
      ...(display(phone.permission) === 'none' ? (['permission'] as const) : []),
      ...(importance === 'none' ? (['channel'] as const) : []),
      ...(told && !shows ? (['hidden'] as const) : []),
    ];
    if (why.length > 0) return lost(phone, push, { told, why });
    return shown(phone, push, { told, quiet: isLow(importance), channel, replaces: push.tag });
  });
}

/** The channel that a push is shown in. In front the app draws it, in which channel is its own affair. */
function channelsFor({ app: state, channels }: Phone, { text, channel }: Push, app: App): string[] {
  const named =
    text !== 'data' && channel !== undefined && Object.hasOwn(channels, channel) ? channel : undefined;
  if (named === undefined) return [app.channel.id];
  return state === 'foreground' ? [named, app.channel.id] : [named];
}

const isLow = (importance: Importance | undefined): boolean => importance === 'low' || importance === 'min';

const lost = (phone: Phone, { id }: Push, { told, why }: { told: boolean; why: Reason[] }): Next => ({
  phone,
  fates: [{ id, told, end: why }],
});

function shown(phone: Phone, { id }: Push, { told, ...how }: { told: boolean } & Omit<Shown, 'id'>): Next {
  const others = phone.tray.filter(({ replaces }) => how.replaces === undefined || replaces !== how.replaces);
  return { phone: { ...phone, tray: [{ id, ...how }, ...others] }, fates: [{ id, told, end: 'shown' }] };
}
