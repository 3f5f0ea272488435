import type { ControlClient } from '../control/client.ts';
import type { Phone, TimelineEvent } from '../control/wire.ts';
import { explain } from '../explain/explain.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { Wanted } from './kit.ts';
import { pushFor, titleOf } from './wanted.ts';

/** What has become of the push that a test means, on the way to this phone; undefined: none was sent. */
export async function storyOf(
  control: ControlClient,
  phone: Phone,
  wanted: Wanted,
): Promise<Explanation | undefined> {
  const push = pushFor(await control.pushes(), wanted) ?? (await toldOf(control, wanted));
  return push && explain(await control.timeline({ traceId: push.traceId }), phone);
}

/** A push of a journey that runs, or of a sender of one's own: by what its stations say of its title. */
async function toldOf(control: ControlClient, wanted: Wanted): Promise<TimelineEvent | undefined> {
  const title = titleOf(wanted);
  if (title === undefined) return undefined;
  const events = await control.timeline();
  return events.filter(({ kind, summary }) => TELLS_TITLE.has(kind) && summary.includes(`“${title}”`)).at(-1);
}

const TELLS_TITLE = new Set(['journey.reached', 'push.shown']);

/** Every push that touches this phone, oldest first. */
export async function storiesOf(control: ControlClient, phone: Phone): Promise<Explanation[]> {
  const traces = new Map<string, TimelineEvent[]>();
  for (const event of await control.timeline()) {
    traces.set(event.traceId, [...(traces.get(event.traceId) ?? []), event]);
  }
  return [...traces.values()]
    .filter((events) => events.some((event) => event.phone === phone.id) || isSentByJourney(events))
    .map((events) => explain(events, phone))
    .filter(({ about }) => about === 'push');
}

const isSentByJourney = (events: TimelineEvent[]) => events.some(({ kind }) => kind.startsWith('journey.'));

/** All of every trace that touches this phone. */
export async function eventsOf(control: ControlClient, phoneId: string, after = 0): Promise<TimelineEvent[]> {
  const events = await control.timeline({ after });
  const traces = new Set(events.filter(({ phone }) => phone === phoneId).map(({ traceId }) => traceId));
  return events.filter(({ traceId }) => traces.has(traceId));
}
