import * as z from 'zod';
import {
  type CommonEffect,
  commonEffects,
  createFaultRules,
  type FaultControls,
  faultConditions,
} from '../fault-rules.ts';
import { type ApnsReason, REASON_STATUS } from './wire.ts';

const reasons = Object.keys(REASON_STATUS) as [ApnsReason, ...ApnsReason[]];

/** A refusal as Apple's own; 410 comes with the moment of the request. `retryAfter` in seconds. */
const refuse = z.strictObject({
  kind: z.literal('refuse'),
  reason: z.enum(reasons),
  retryAfter: z.int().min(0).optional(),
});

/** A planted fault: when it strikes, and what it does. The one route is `push`. */
const Fault = z.strictObject({
  ...faultConditions,
  route: z.enum(['push']).optional(),
  effect: z.discriminatedUnion('kind', [...commonEffects, refuse]),
});
type ApnsEffect = CommonEffect | z.infer<typeof refuse>;
export type ApnsFault = z.infer<typeof Fault>;
export type ApnsFaults = FaultControls<ApnsFault, z.input<typeof Fault>>;

export const createFaults = (now: () => number) =>
  createFaultRules<ApnsEffect, ApnsFault, z.input<typeof Fault>>({
    read: (fault) => Fault.parse(fault),
    now,
  });
