import * as z from 'zod';
import { InstallationId, RegistrationView } from './shell-gateway.ts';

/**
 * The wire between an operator and the gateway: what is known, what was, and who is to be forgotten. Every request
 * carries `Authorization: Bearer <API key>`. Additive for ever.
 */

const moment = z.iso.datetime().describe('ISO 8601, UTC.');
const userKey = z.uuid().describe('Stands for the person wherever history is kept.');
const userId = z.string().optional().describe('Absent: the person has been erased.');
const traceId = z.string().describe('The request that caused it (W3C trace id).');
const next = z.string().optional().describe('The cursor of the next page. Absent: this is the last.');
const app = z.string().describe("The mobile app channel, by its name in the gateway's configuration.");
const tokenHash = z.string().describe('A keyed hash of the push token: the same token has the same hash.');

/**
 * How sure it is that Dynamics would have pushed.
 *
 * `certain`: Dynamics had said that it holds the registration, and nobody had asked it to end it. `possible`: a call that
 * makes or ends it had been sent, or its answer was lost.
 */
export const Certainty = z.enum(['certain', 'possible']);

/** A stretch of time in which Dynamics could have pushed to an installation for a person. */
export const Recipient = z.object({
  installationId: InstallationId,
  app,
  tokenHash,
  certainty: Certainty,
  from: moment,
  until: moment.nullable().describe('From this moment on no more, or not as certainly. Null: it lasts.'),
  cause: z.string().describe('What opened it: a cause of the ledger.'),
  traceId,
  requestId: z.string().optional().describe("Dynamics' RegistrationRequestId, where it was known then."),
});
/** One page of stretches, in the order in which they began. */
export const RecipientPage = z.object({ items: z.array(Recipient), next });

/** A stretch of time in which an installation was a person's. */
export const Ownership = z.object({
  userKey,
  userId,
  from: moment,
  until: moment.nullable().describe('From this moment on no more. Null: it lasts.'),
  traceId,
  proof: z.string().optional().describe('How the owner was proved, where that is known.'),
});
/** One page of stretches, the oldest first. */
export const OwnershipPage = z.object({ items: z.array(Ownership), next });

/** One line of the ledger. `before` and `after` name people by key and tokens by hash, never otherwise. */
export const LedgerLine = z.object({
  seq: z.string().describe('Grows with each line.'),
  at: moment,
  installationId: InstallationId,
  app,
  userKey: userKey.optional(),
  userId,
  cause: z.string(),
  traceId,
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
});
/** One page of lines, the oldest first. */
export const LedgerPage = z.object({ items: z.array(LedgerLine), next });

/** What the gateway holds on a person: one item for each user id that is the same record of Dynamics. */
export const Person = z.object({
  ids: z.array(z.object({ userId: z.string(), userKey, dynamicsUserId: z.string(), firstSeen: moment })),
});

/** An installation in a listing. */
export const InstallationItem = z.object({
  installationId: InstallationId,
  app,
  platform: z.enum(['ios', 'android']),
  appId: z.string(),
  tokenTail: z.string().optional().describe("The push token's last eight characters."),
  firstSeen: moment,
  lastSeen: moment,
  registration: RegistrationView,
});
/** One page of installations, sorted by id. */
export const InstallationPage = z.object({ items: z.array(InstallationItem), next });

/** One registration that Dynamics holds, may hold or has refused, and why it is so. */
export const RegistrationExplained = z.object({
  app,
  userKey,
  userId,
  tokenHash,
  state: z
    .enum(['queued', 'sending', 'pending', 'held', 'refused', 'cleaning', 'cleaned'])
    .describe("The gateway's own word for what it knows."),
  holds: z.enum(['certain', 'possible', 'no']).describe('Whether Dynamics holds it.'),
  since: moment,
  traceId,
  requestId: z.string().optional(),
  sentAt: moment.optional(),
  confirmedAt: moment.optional(),
  attempts: z.int().describe('Calls in a row that brought no verdict.'),
  polls: z.int(),
  reason: z.string().optional().describe('A problem code.'),
  message: z.string().optional(),
});

/** All that is known of an installation, why it stands so and what comes next. */
export const InstallationExplained = InstallationItem.extend({
  facts: z.record(z.string(), z.unknown()).describe('What the app last said about itself and the device.'),
  notificationsEnabled: z.boolean(),
  tokenEnvironment: z.enum(['development', 'production']).optional(),
  owner: z
    .object({ userKey, userId, since: moment, proof: z.string().optional() })
    .optional()
    .describe('Absent: it belongs to nobody.'),
  traceId,
  registrations: z.array(RegistrationExplained),
  next: z.object({
    does: z.enum(['register', 'poll', 'cleanup', 'nothing']),
    at: moment.optional().describe('Absent: nothing is planned; a request or a heartbeat would change that.'),
    because: z.string().describe('One plain sentence.'),
  }),
});

/** An erasure: of everything that names a person. */
export const Erasure = z.object({
  erasureId: z.uuid(),
  state: z.enum(['cleaning', 'done']),
  userKeys: z.array(userKey).describe('What history calls the person from now on.'),
  requestedAt: moment,
  doneAt: moment.optional(),
  remaining: z
    .array(
      z.object({
        app,
        installationId: InstallationId,
        state: z.string(),
        since: moment,
        notBefore: moment.optional(),
      }),
    )
    .describe('Registrations that Dynamics has not given up yet.'),
});

/** The answer to an erasure: what was begun, is under way, or that there is nothing to erase. */
export const ErasureAnswer = z.object({
  erasure: Erasure.optional().describe('Absent: the gateway holds nothing on this user id.'),
});

/** How the mobile app channels are doing, as the process that answers sees it. */
export const AppsAnswer = z.object({
  items: z.array(
    z.object({
      app,
      organizationId: z.string(),
      mobileAppId: z.string(),
      state: z
        .enum(['working', 'paused', 'stopped'])
        .describe('stopped: Dynamics has refused every access token. Nothing is lost meanwhile.'),
      until: moment.optional().describe('When it is tried again. Absent while working.'),
      apiTokens: z
        .array(
          z.object({
            id: z.string().describe('As in the log; tells nothing about the token.'),
            state: z.enum(['in-use', 'spare', 'refused']),
            until: moment.optional(),
          }),
        )
        .describe('In the order of the configuration.'),
    }),
  ),
});

export type Recipient = z.infer<typeof Recipient>;
export type Ownership = z.infer<typeof Ownership>;
export type LedgerLine = z.infer<typeof LedgerLine>;
export type InstallationItem = z.infer<typeof InstallationItem>;
export type InstallationExplained = z.infer<typeof InstallationExplained>;
export type RegistrationExplained = z.infer<typeof RegistrationExplained>;
export type Erasure = z.infer<typeof Erasure>;
