import type { PageReason } from '@journeys-push/contract/page-shell';
import type { RegistrationView } from '@journeys-push/contract/shell-gateway';

/** What the page wanted last. It holds until another wish replaces it, over restarts and offline times. */
export type Intent =
  | { kind: 'none' }
  /** The identity token is kept only until the gateway has accepted the binding. */
  | { kind: 'register'; userId: string; identityToken?: string }
  | { kind: 'unregister' };

/** Why the last attempt to tell the gateway came to nothing. */
export interface Trouble {
  kind: 'retry' | 'refused' | 'identity';
  /** Whether the installation itself or its user was not accepted. */
  step: 'installation' | 'user';
  reason: PageReason;
  message: string;
  /** The installation that was not accepted, as JSON text: another one is another question. */
  body?: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Everything the phone knows about its registration; one document of the store. */
export interface RegistrationRecord {
  intent: Intent;
  /** The gateway has durably accepted this very intent. */
  acked: boolean;
  /** The page wishes the same again: the gateway is asked again, while what it has accepted holds. */
  repeated?: true;
  /**
   * When to look whether the gateway still holds what it was told (milliseconds since the epoch). A request that was
   * not answered, or whose process was killed, may arrive after later ones.
   */
  verifyAt?: number;
  /** What the gateway said last about it. */
  view?: RegistrationView;
  trouble?: Trouble;
  /** Other people whose pushes may still arrive here: Dynamics may still hold this device for them. */
  strangers: string[];
  /** The installation as the gateway was last told, and when. */
  announced?: { body: string; at: number };
  /** The trace of the page call that made the intent. */
  traceId?: string;
  /** The registration as last published, and since when (ISO 8601). */
  shown?: { key: string; since: string };
  /** The key of the registration that a page was told last. */
  told?: string;
}

export const emptyRecord: RegistrationRecord = { intent: { kind: 'none' }, acked: false, strangers: [] };

/** Whether both wish the same; the same person with another proof is the same person. */
export function isSameWish(a: Intent, b: Intent): boolean {
  if (a.kind === 'register' && b.kind === 'register') return a.userId === b.userId;
  return a.kind === b.kind;
}

/** The record after a page's wish. */
export function wanted(record: RegistrationRecord, intent: Intent, traceId: string): RegistrationRecord {
  const { trouble: _, ...rest } = record;
  if (isSameWish(record.intent, intent)) {
    // Without another proof the intent stays the very one that may be on its way.
    const proven = intent.kind === 'register' && intent.identityToken !== undefined;
    const repeated = record.acked ? { repeated: true as const } : {};
    return { ...rest, ...repeated, traceId, intent: proven ? intent : record.intent };
  }
  const { view: __, repeated: ___, ...kept } = rest;
  return { ...kept, traceId, intent, acked: false, strangers: strangersAfter(record, intent) };
}

/** Whoever was meant to be here may be bound already, whatever the gateway has answered. */
function strangersAfter({ intent, strangers }: RegistrationRecord, next: Intent): string[] {
  const known = intent.kind === 'register' ? [...strangers, intent.userId] : strangers;
  return [...new Set(known)].filter((user) => next.kind !== 'register' || user !== next.userId);
}

/** The gateway accepted the intent. */
export function accepted(record: RegistrationRecord, view: RegistrationView): RegistrationRecord {
  const { trouble: _, repeated: __, ...rest } = withoutProof(record);
  return viewed({ ...rest, acked: true }, view);
}

/** The record with what the gateway holds now; it has accepted the intent before. */
export const viewed = (record: RegistrationRecord, view: RegistrationView): RegistrationRecord => ({
  ...record,
  view,
  strangers: isCleanedUp(record, view) ? [] : record.strangers,
});

/** The gateway frees the device of everybody else at Dynamics before it registers the next person there. */
function isCleanedUp({ intent }: RegistrationRecord, { state, userId }: RegistrationView): boolean {
  if (intent.kind !== 'register') return state === 'none' || state === 'removed';
  return userId === intent.userId && (state === 'sent' || state === 'registered' || state === 'refused');
}

/** An identity token has done its work, or is of no use any more. */
export function withoutProof(record: RegistrationRecord): RegistrationRecord {
  const { intent } = record;
  if (intent.kind !== 'register' || intent.identityToken === undefined) return record;
  return { ...record, intent: { kind: 'register', userId: intent.userId } };
}

/** The gateway lost, or never had, this installation: nobody is bound, and everything must be said again. */
export function forgotten(record: RegistrationRecord): RegistrationRecord {
  const { announced: _, view: __, trouble: ___, repeated: ____, ...rest } = record;
  if (record.intent.kind === 'unregister') return accepted(rest, { state: 'removed' });
  return { ...rest, acked: false, strangers: [] };
}

/** After these milliseconds no request of before is still on its way. */
const DOUBT_MS = 30_000;

export const inDoubt = (record: RegistrationRecord, now: number): RegistrationRecord => ({
  ...record,
  verifyAt: now + DOUBT_MS,
});

/** Something may have been on its way to the gateway when the last process ended. */
export const mayBeUnderway = (record: RegistrationRecord, body: string): boolean =>
  (record.intent.kind !== 'none' && !record.acked) ||
  record.repeated === true ||
  record.verifyAt !== undefined ||
  (record.announced !== undefined && record.announced.body !== body);

/** The gateway has accepted the wish once, and holds something else now: a late request has undone it. */
export function isUndone(
  { intent, acked }: RegistrationRecord,
  { state, userId }: RegistrationView,
): boolean {
  const free = state === 'none' || state === 'removing' || state === 'removed';
  if (!acked || intent.kind === 'none') return false;
  return intent.kind === 'register' ? free || userId !== intent.userId : !free;
}

/**
 * Whether arriving pushes may be for somebody who is not to see them here: after logout, and while a change of
 * person has not reached Dynamics. A push does not say whom it is for.
 */
export const isSuppressed = ({ intent, strangers }: RegistrationRecord): boolean =>
  intent.kind === 'unregister' || (intent.kind === 'register' && strangers.length > 0);
