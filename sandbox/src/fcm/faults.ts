import * as z from 'zod';
import {
  type CommonEffect,
  commonEffects,
  createFaultRules,
  type FaultControls,
  faultConditions,
} from '../fault-rules.ts';
import { ERROR_STATUS, type FcmErrorCode } from './wire.ts';

const codes = Object.keys(ERROR_STATUS) as [FcmErrorCode, ...FcmErrorCode[]];

/** A refusal as FCM's own. */
const refuse = z.strictObject({
  kind: z.literal('refuse'),
  reason: z.enum(codes),
  /** Default: the status that belongs to the reason. */
  status: z.int().min(400).max(599).optional(),
  /** Seconds. */
  retryAfter: z.int().min(0).optional(),
  /** What APNs said to FCM, for an ApnsError beside the FcmError (facts: apns-fcm-phones.md §2.3). */
  apnsReason: z.string().min(1).optional(),
});

/** The token endpoint and `messages:send`. */
const routes = z.enum(['token', 'send']);

/** A planted fault: when it strikes, and what it does. A refusal is `messages:send`'s alone. */
const Fault = z
  .strictObject({
    ...faultConditions,
    route: routes.optional(),
    effect: z.discriminatedUnion('kind', [...commonEffects, refuse]),
  })
  .refine(({ route, effect }) => effect.kind !== 'refuse' || route !== 'token', 'only a send can be refused')
  .transform((fault) => (fault.effect.kind === 'refuse' ? { ...fault, route: 'send' as const } : fault));
export type FcmFault = z.infer<typeof Fault>;
export type PlantedRefusal = z.infer<typeof refuse>;
type FcmEffect = CommonEffect | PlantedRefusal;

/** What a person or a test says to the twin. */
export type FcmFaults = FaultControls<FcmFault, z.input<typeof Fault>>;

export const createFaults = (now: () => number) =>
  createFaultRules<FcmEffect, FcmFault, z.input<typeof Fault>>({ read: (fault) => Fault.parse(fault), now });
