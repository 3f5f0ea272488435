import type { Phone, TimelineEvent } from '../control/wire.ts';

/** What of a phone names its branch of a trace: a person may have several phones. */
export type OfPhone = Pick<Phone, 'id' | 'token' | 'tokens'>;

/** The events of a trace that are about this phone, or about no phone in particular. */
export function branchOf(events: readonly TimelineEvent[], phone: OfPhone): TimelineEvent[] {
  const endings = endingsOf(phone);
  return events.filter((event) => {
    if (event.phone !== undefined) return event.phone === phone.id;
    const ending = endingIn(event);
    return ending === undefined || endings.has(ending);
  });
}

/** The last 8 characters of every token that it has had: what the timeline shows of one. */
export const endingsOf = ({ token, tokens }: OfPhone): Set<string> =>
  new Set([token.slice(-8), ...tokens.map(({ ending }) => ending)]);

/** Of the device that a station without phones speaks of. */
export function endingIn({ detail }: TimelineEvent): string | undefined {
  const token = detail?.token;
  return typeof token === 'string' && token.length === 9 && token.startsWith('…')
    ? token.slice(1)
    : undefined;
}
