import * as z from 'zod';
import { createInteractionLog, type InteractionLog } from './analytics/log.ts';
import type { Interaction } from './analytics/records.ts';
import { createFrequencyCap, type FrequencyCap } from './course/frequency-cap.ts';
import { createParticipants, type Participants } from './course/participants.ts';
import { Journey, Participant } from './course/records.ts';
import { Settings } from './course/settings.ts';
import { SavedMessage } from './messages/records.ts';

/** What a marketer has made, and who is where in it, as it is saved. */
export const MarketingSnapshot = z.object({
  messages: z.array(SavedMessage),
  journeys: z.array(Journey),
  participants: z.array(Participant),
  settings: Settings,
});
export type MarketingSnapshot = z.output<typeof MarketingSnapshot>;

/** … and in memory, with the interaction data. */
export interface Marketing {
  messages: Map<string, SavedMessage>;
  journeys: Map<string, Journey>;
  participants: Participants;
  settings: Settings;
  log: InteractionLog;
  frequencyCap: FrequencyCap;
}

export function openMarketing(saved?: MarketingSnapshot, interactions: Interaction[] = []): Marketing {
  const log = createInteractionLog(interactions);
  return {
    messages: new Map((saved?.messages ?? []).map((message) => [message.messageId, message])),
    journeys: new Map((saved?.journeys ?? []).map((journey) => [journey.journeyId, journey])),
    participants: createParticipants(saved?.participants),
    settings: saved?.settings ?? Settings.parse({}),
    log,
    frequencyCap: createFrequencyCap(log.sends),
  };
}

export const marketingSnapshot = (marketing: Marketing): MarketingSnapshot => ({
  messages: [...marketing.messages.values()],
  journeys: [...marketing.journeys.values()],
  participants: [...marketing.participants.all()],
  settings: marketing.settings,
});
