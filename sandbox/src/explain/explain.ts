import type { TimelineEvent } from '../control/wire.ts';
import { branchOf, endingIn, type OfPhone } from './branch.ts';
import { causeOfEvent } from './cause.ts';
import { unsent } from './causes/journey.ts';
import { waiting } from './causes/kinds.ts';
import { causeOf } from './causes/words.ts';
import type { Explanation, Reached, Stop } from './explanation.ts';

type Hop = TimelineEvent['hop'];

/** From the cause to what it causes: who says no first stands before those who pass it on. */
const DEPTH: Hop[] = ['apns', 'fcm', 'dynamics', 'gateway', 'phone', 'shell', 'page'];
const PATHS: Record<Explanation['about'], Hop[]> = {
  call: ['page', 'shell', 'gateway', 'dynamics', 'apns', 'fcm', 'phone', 'lab'],
  push: ['lab', 'dynamics', 'apns', 'fcm', 'phone', 'shell', 'page', 'gateway'],
  other: ['lab', 'page', 'shell', 'gateway', 'dynamics', 'apns', 'fcm', 'phone'],
};

/**
 * How far one trace came and why no further; `events` are all of that trace, in order. With `phone` it is the way to
 * that phone: a push may reach one of a person's phones and not another.
 */
export function explain(events: readonly TimelineEvent[], phone?: OfPhone): Explanation {
  return explainAs(withoutTestPush(events), phone);
}

function explainAs(events: readonly TimelineEvent[], phone: OfPhone | undefined): Explanation {
  const mine = phone ? branchOf(events, phone) : [...events];
  const about = aboutOf(events);
  const traceId = events[0]?.traceId ?? '';
  const hops = reached(mine, about);
  const judged = about === 'push' ? judgePush(mine, events) : judgeCall(mine);
  return { traceId, about, hops, ...judged };
}

/** Dynamics tries a token with a push that nobody is to see: that the phone does not show it is well. */
function withoutTestPush(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  if (!isRegistration(events)) return events;
  return events.map((event) =>
    event.kind === 'push.not-shown' && event.detail?.reason === 'silent'
      ? { ...event, kind: 'push.checked', outcome: 'ok' }
      : event,
  );
}

const isRegistration = (events: readonly TimelineEvent[]): boolean =>
  events.some(({ kind }) => kind.startsWith('registration.')) &&
  !events.some(({ kind }) => kind.startsWith('journey.'));

const isCheckOfCredentials = (events: readonly TimelineEvent[]): boolean =>
  events.some(({ hop, kind }) => hop === 'dynamics' && kind.startsWith('channel.'));

type Judged = Pick<Explanation, 'state' | 'stop'>;

function aboutOf(events: readonly TimelineEvent[]): Explanation['about'] {
  if (events.some(({ kind }) => kind === 'page.call')) return 'call';
  if (isCheckOfCredentials(events) || isRegistration(events)) return 'other';
  return events.some(({ kind }) => /^(journey|push)\./.test(kind)) ? 'push' : 'other';
}

function reached(events: readonly TimelineEvent[], about: Explanation['about']): Reached[] {
  return PATHS[about].flatMap((hop) => {
    const last = verdictAt(hop, events) ?? events.filter((event) => event.hop === hop).at(-1);
    return last ? [{ hop, outcome: outcomeOf(last) ?? 'open', said: last.summary }] : [];
  });
}

function judgePush(mine: readonly TimelineEvent[], all: readonly TimelineEvent[]): Judged {
  if (mine.some(({ kind }) => kind === 'push.shown')) return { state: 'done' };
  const failed = rootOf(mine);
  if (failed) return { state: 'stopped', stop: stopAt(failed) };
  const kept = mine.filter(({ kind }) => kind.startsWith('push.')).at(-1);
  if (kept && kept.kind in waiting) return { state: 'waiting', stop: stopAt(kept) };
  const passedBy = sentElsewhere(mine, all);
  return passedBy ? { state: 'stopped', stop: passedBy } : { state: 'open' };
}

/** Dynamics is done with the person's devices, and this one is not among them. */
function sentElsewhere(mine: readonly TimelineEvent[], all: readonly TimelineEvent[]): Stop | undefined {
  const reachedAt = all.find(({ kind }) => kind === 'journey.reached');
  const isOutcome = ({ kind }: TimelineEvent) => /^journey\.(sent|failed|removed)$/.test(kind);
  const done = all.filter(isOutcome).length >= Number(reachedAt?.detail?.devices ?? Number.POSITIVE_INFINITY);
  const line = unsent['device-not-registered'];
  if (!reachedAt || !done || !line || mine.some((event) => endingIn(event) !== undefined)) return undefined;
  return { ...causeOf('device-not-registered', line), hop: 'dynamics', said: reachedAt.summary };
}

/** A call is done when the gateway, or else the shell, has said so last: what was overcome on the way does not count. */
function judgeCall(mine: readonly TimelineEvent[]): Judged {
  const said = [verdictAt('gateway', mine), verdictAt('shell', mine), verdictAt('phone', mine)];
  const answered = mine.some(({ kind }) => kind === 'page.answer');
  if (!said.some((event) => event && outcomeOf(event) === 'failed')) {
    const isCall = mine.some(({ kind }) => kind === 'page.call');
    const root = isCall ? undefined : rootOf(mine);
    if (root) return { state: 'stopped', stop: stopAt(root) };
    return { state: answered || !isCall ? 'done' : 'open' };
  }
  const root = rootOf(mine);
  return root ? { state: 'stopped', stop: stopAt(root) } : { state: 'open' };
}

/** Where it has begun to fail. */
function rootOf(events: readonly TimelineEvent[]): TimelineEvent | undefined {
  for (const hop of DEPTH) {
    const verdict = verdictAt(hop, events);
    if (verdict && outcomeOf(verdict) === 'failed') return verdict;
  }
  return undefined;
}

/**
 * The last word of a station. What failed and then succeeded, as after a retry, has not failed. Credentials are checked
 * with a push that the push service must refuse: what that has shown is for Dynamics to say.
 */
function verdictAt(hop: Hop, events: readonly TimelineEvent[]): TimelineEvent | undefined {
  if (isCheckOfCredentials(events) && (hop === 'apns' || hop === 'fcm')) return undefined;
  const judged = events.filter((event) => event.hop === hop && outcomeOf(event) !== undefined);
  // The gateway's line about a request says how it was answered, and not what came of it.
  return judged.filter(({ kind }) => kind !== 'request').at(-1) ?? judged.at(-1);
}

/** The gateway's log marks only what went wrong; a push that is not shown has not come through, whoever wanted it so. */
function outcomeOf({ hop, kind, outcome }: TimelineEvent): 'ok' | 'failed' | undefined {
  if (kind === 'push.not-shown') return 'failed';
  return outcome ?? (hop === 'gateway' ? 'ok' : undefined);
}

const stopAt = (event: TimelineEvent): Stop => ({
  ...causeOfEvent(event),
  hop: event.hop,
  said: event.summary,
});
