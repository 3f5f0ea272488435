import type { TimelineEvent } from '../../../../src/control/wire.ts';
import type { Trace } from './traces.ts';

/** Names of phones by id. */
export type PhoneNames = ReadonlyMap<string, string>;

/** What somebody would call it: `registerDevice by iPhone 17`, `Push “Your order”`. */
export function titleOf({ events, phones }: Pick<Trace, 'events' | 'phones'>, names: PhoneNames): string {
  const call = events.find(({ kind }) => kind === 'page.call');
  if (call) return `${commandOf(call)}${byPhone(call.phone ?? phones[0], names)}`;
  // Android’s notification channels are called so as well.
  const check = events.find(({ hop, kind }) => hop === 'dynamics' && kind.startsWith('channel.'));
  if (check) return `Check of the ${providers[String(check.detail?.platform)] ?? 'push'} credentials`;
  const push = events.find(({ kind }) => /^(journey|push)\./.test(kind));
  if (push) return pushTitle(events);
  const [first] = events;
  return (first?.summary ?? '').replace(/\.$/, '');
}

function pushTitle(events: readonly TimelineEvent[]): string {
  const skipped = events.find(({ kind }) => kind === 'journey.skipped');
  const told = skipped?.detail?.title;
  const title =
    typeof told === 'string' ? told : events.map(({ summary }) => /“(.+)”/.exec(summary)?.[1]).find(Boolean);
  const name = title ? `Push “${title}”` : 'Push';
  return skipped ? `${name} skipped` : name;
}

const providers: Record<string, string> = { ios: 'APNs', android: 'FCM' };

const commandOf = ({ detail }: TimelineEvent): string =>
  String(detail?.command ?? 'A call').replace(/^msdynamics\//, '');

const byPhone = (id: string | undefined, names: PhoneNames): string =>
  id === undefined ? '' : ` by ${names.get(id) ?? id}`;
