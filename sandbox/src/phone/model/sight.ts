import type { Next } from './next.ts';
import { asks } from './permission.ts';
import type { Phone, Shown } from './phone.ts';
import type { Fate, Reason } from './push.ts';
import { isAsked } from './refusal.ts';

/** What can be seen of a phone, after an operation, and of the pushes that arrived during it. */
export interface Sight {
  phone: Visible;
  /** In order; the reason that the phone has named. */
  fates: (Omit<Fate, 'end'> & { end: 'shown' | Reason })[];
  /** As {@link Next.atOnce}. */
  atOnce: boolean | undefined;
}

/** What a person, or the control API, can see of a phone. */
export interface Visible
  extends Pick<Phone, 'app' | 'permission' | 'forceStopped' | 'online' | 'doze' | 'focus' | 'badge'>,
    Pick<
      Phone,
      'channels' | 'tokens' | 'settingsOpen' | 'inBrowser' | 'page' | 'timeZone' | 'language' | 'skew'
    > {
  /** The question is on the screen. */
  dialog: boolean;
  /** Whether the system would ask; undefined where that is no question. */
  canAsk: boolean | undefined;
  tray: Pick<Shown, 'id' | 'quiet' | 'channel'>[];
  level: number;
  target: number;
}

/** What the facts say can be seen. */
function visibleOf(phone: Phone): Visible {
  const { system, permission } = phone;
  const asked = asks(system, permission);
  return {
    app: phone.app,
    dialog: isAsked(phone),
    permission,
    canAsk: asked === 'unsaid' || permission.status === 'granted' ? undefined : asked,
    tray: phone.tray.map(({ id, quiet, channel }) => ({ id, quiet, channel })),
    tokens: phone.tokens,
    channels: phone.channels,
    forceStopped: phone.forceStopped,
    online: phone.online,
    doze: phone.doze,
    focus: phone.focus,
    badge: phone.badge,
    settingsOpen: phone.settingsOpen,
    inBrowser: phone.inBrowser,
    page: phone.page,
    timeZone: phone.timeZone,
    language: phone.language,
    skew: phone.skew,
    level: system.level,
    target: system.target,
  };
}

/** Whether what was seen is what this way allows. */
export const fits = (way: Next, seen: Sight): boolean =>
  way.atOnce === seen.atOnce &&
  samePushes(way.fates, seen.fates) &&
  differing(visibleOf(way.phone), seen.phone).length === 0;

/** Where what was seen is not what this way allows, one line each. */
export function contradictions(way: Next, seen: Sight): string[] {
  const allowed = visibleOf(way.phone);
  const lines = differing(allowed, seen.phone).map(
    (name) => `${name}: ${inWords(seen.phone[name])}; allowed: ${inWords(allowed[name])}`,
  );
  if (!samePushes(way.fates, seen.fates))
    lines.push(`pushes: ${pushesInWords(seen.fates)}; allowed: ${pushesInWords(way.fates)}`);
  if (way.atOnce !== seen.atOnce)
    lines.push(`the question is answered at once: ${seen.atOnce}; allowed: ${way.atOnce}`);
  return lines;
}

const differing = (allowed: Visible, seen: Visible): (keyof Visible)[] =>
  NAMES.filter((name) => !isSame(allowed[name], seen[name]));

const NAMES: (keyof Visible)[] = [
  ...([
    'app',
    'dialog',
    'permission',
    'canAsk',
    'tray',
    'tokens',
    'channels',
    'forceStopped',
    'online',
  ] as const),
  ...([
    'doze',
    'focus',
    'badge',
    'settingsOpen',
    'inBrowser',
    'page',
    'timeZone',
    'language',
    'skew',
  ] as const),
  ...(['level', 'target'] as const),
];

/** Values of JSON, in which what is undefined is not there. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a).filter((name) => a[name] !== undefined);
  return (
    names.length === Object.values(b).filter((value) => value !== undefined).length &&
    names.every((name) => isSame(a[name], b[name]))
  );
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const inWords = (value: Visible[keyof Visible]): string =>
  (JSON.stringify(value) ?? 'no question').replaceAll('"', '').replaceAll(',', ', ');

function samePushes(allowed: Fate[], seen: Sight['fates']): boolean {
  const isFate = ({ id, told, end }: Fate, index: number) => {
    const fate = seen[index];
    if (!fate || fate.id !== id || fate.told !== told) return false;
    return end === 'shown' || fate.end === 'shown' ? fate.end === end : end.includes(fate.end);
  };
  return allowed.length === seen.length && allowed.every(isFate);
}

const pushesInWords = (fates: { id: string; told: boolean; end: string | string[] }[]): string =>
  fates
    .map(({ id, told, end }) => {
      const outcome = end === 'shown' ? 'shown' : `not shown (${[end].flat().join(' or ')})`;
      return `${id} ${outcome}, the app is ${told ? 'told' : 'not told'}`;
    })
    .join('; ') || 'none';
