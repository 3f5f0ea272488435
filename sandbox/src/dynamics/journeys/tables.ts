import * as z from 'zod';
import { createInteractionLog, type InteractionLog } from './analytics/log.ts';
import type { Interaction } from './analytics/records.ts';
import { SavedMessage } from './messages/records.ts';

/** What a marketer has made, as it is saved. */
export const MarketingSnapshot = z.object({ messages: z.array(SavedMessage) });
export type MarketingSnapshot = z.output<typeof MarketingSnapshot>;

/** … and in memory, with the interaction data. */
export interface Marketing {
  messages: Map<string, SavedMessage>;
  log: InteractionLog;
}

export function openMarketing(saved?: MarketingSnapshot, interactions: Interaction[] = []): Marketing {
  return {
    messages: new Map((saved?.messages ?? []).map((message) => [message.messageId, message])),
    log: createInteractionLog(interactions),
  };
}

export const marketingSnapshot = ({ messages }: Marketing): MarketingSnapshot => ({
  messages: [...messages.values()],
});
