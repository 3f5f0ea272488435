import * as z from 'zod';
import { Rule } from './rule.ts';

export const Entity = z.enum(['contact', 'lead', 'profile']);

const head = { segmentId: z.string(), name: z.string(), entity: Entity };

/** People of one entity: a list, or whoever fits a rule at the moment of asking. */
export const Segment = z.union([
  z.object({ ...head, memberIds: z.array(z.string()) }),
  z.object({ ...head, rule: Rule }),
  // Before there were rules and entities.
  z
    .object({ segmentId: z.string(), name: z.string(), contactIds: z.array(z.string()) })
    .transform(({ contactIds, ...rest }) => ({ ...rest, entity: 'contact' as const, memberIds: contactIds })),
]);
export type Segment = z.output<typeof Segment>;
export type Entity = z.infer<typeof Entity>;
