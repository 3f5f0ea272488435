import { sameId } from '../../channel/devices.ts';
import type { Twin } from '../../twin.ts';
import type { SavedMessage } from '../messages/records.ts';
import type { SkipCode } from '../steps/skip.ts';
import { momentOf, type PushTile } from './definition.ts';
import { quietUntil } from './quiet-times.ts';
import type { Journey, Participant } from './records.ts';

/** Who stands before which push tile, and when: the moment that they are judged by. */
export interface Arrival {
  journey: Journey;
  participant: Participant;
  tile: PushTile;
  at: number;
}

/** What a push tile says to somebody who arrives. */
export type Passage =
  | { heldUntil: number }
  | { refused: SkipCode; message?: SavedMessage }
  | { message: SavedMessage };

/**
 * Everything that blocks a push (facts: dynamics.md §9). The order is assumed, but for the last two: the cap is
 * counted when quiet times let the push go.
 */
export function gate(twin: Twin, arrival: Arrival): Passage {
  const { settings } = twin.state.marketing;
  const { journey, tile, at } = arrival;
  const message = twin.state.marketing.messages.get(tile.messageId);
  if (!message) return { refused: 'message-deleted' };
  const refused =
    notReady(message) ?? noChannel(twin, message) ?? notReachable(twin, arrival) ?? tooLate(arrival);
  if (refused) return { refused, message };
  const { timeZone } = journey.definition;
  const until = tile.quietTimes ? quietUntil(settings.quietTimes[message.designation], timeZone, at) : at;
  if (until > at) return { heldUntil: until };
  return isCapped(twin, arrival, message) ? { refused: 'frequency-cap', message } : { message };
}

function isCapped({ state }: Twin, { journey, participant, at }: Arrival, message: SavedMessage): boolean {
  if (message.designation === 'transactional' || !journey.definition.frequencyCap) return false;
  const { settings, frequencyCap } = state.marketing;
  return frequencyCap.isReached(participant.personId, settings.frequencyCap, at);
}

function notReady({ status }: SavedMessage): SkipCode | undefined {
  if (status === 'inactive') return 'message-inactive';
  return status === 'draft' ? 'message-not-ready' : undefined;
}

function noChannel({ state }: Twin, { content }: SavedMessage): SkipCode | undefined {
  return state.mobileApps.has(sameId(content.mobileAppId)) ? undefined : 'mobile-app-unknown';
}

function notReachable({ state }: Twin, { journey, participant }: Arrival): SkipCode | undefined {
  const person = state.people.get(sameId(participant.personId));
  if (!person) return 'person-unknown';
  return person.entity === journey.definition.entity ? undefined : 'wrong-entity';
}

function tooLate({ participant, tile, at }: Arrival): SkipCode | undefined {
  const expires = tile.expires && momentOf(tile.expires, participant.attributes);
  return expires !== undefined && at > expires ? 'message-expired' : undefined;
}
