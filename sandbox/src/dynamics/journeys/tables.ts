import * as z from 'zod';
import { createInteractionLog, type InteractionLog } from './analytics/log.ts';
import type { Interaction } from './analytics/records.ts';
import { createFrequencyCap, type FrequencyCap } from './course/frequency-cap.ts';
import { createParticipants, Earlier, type Participants } from './course/participants.ts';
import { asksWhoEntered, everAsksWhoEntered, Journey, Participant } from './course/records.ts';
import { Settings } from './course/settings.ts';
import { SavedMessage } from './messages/records.ts';

/** What a marketer has made, and who is where in it, as it is saved. */
export const MarketingSnapshot = z.object({
  messages: z.array(SavedMessage),
  journeys: z.array(Journey),
  participants: z.array(Participant),
  /** Absent before it was kept. */
  earlier: Earlier.optional(),
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
  const journeys = new Map((saved?.journeys ?? []).map((journey) => [journey.journeyId, journey]));
  const ofJourney = (judge: (journey: Journey) => boolean) => (journeyId: string) => {
    const journey = journeys.get(journeyId);
    return journey !== undefined && judge(journey);
  };
  return {
    messages: new Map((saved?.messages ?? []).map((message) => [message.messageId, message])),
    journeys,
    participants: createParticipants({
      ...{ participants: saved?.participants, earlier: saved?.earlier },
      ...{ asks: ofJourney(asksWhoEntered), everAsks: ofJourney(everAsksWhoEntered) },
    }),
    settings: saved?.settings ?? Settings.parse({}),
    log,
    frequencyCap: createFrequencyCap(log.sends),
  };
}

export const marketingSnapshot = (marketing: Marketing): MarketingSnapshot => ({
  messages: [...marketing.messages.values()],
  journeys: [...marketing.journeys.values()],
  participants: [...marketing.participants.all()],
  earlier: marketing.participants.earlier(),
  settings: marketing.settings,
});
