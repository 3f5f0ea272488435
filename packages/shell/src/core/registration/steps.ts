import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import type { GatewayClient, Outcome } from '../gateway/client.ts';
import type { Failure } from '../gateway/failure.ts';
import { newTraceId } from '../trace.ts';
import { failed, verdict } from './answers.ts';
import { currentRegistration, type Desk, installationBody } from './desk.ts';
import type { Step } from './next-step.ts';
import {
  accepted,
  forgotten,
  type Intent,
  inDoubt,
  isUndone,
  type RegistrationRecord,
  type Trouble,
  viewed,
  withoutProof,
} from './record.ts';

/** Does one step; the failure, if it came to nothing. */
export type Perform = (desk: Desk, gateway: GatewayClient) => Promise<Failure | undefined>;

export const steps: Record<Exclude<Step, 'rest'>, Perform> = { announce, bind, unbind, read };

async function announce(desk: Desk, gateway: GatewayClient): Promise<Failure | undefined> {
  const { record, clock, installation } = desk;
  const known = installationBody(desk);
  const text = JSON.stringify(known);
  const body = { ...known, facts: { ...known.facts, isFirstLaunch: installation.isFirstLaunch } };
  const outcome = await gateway.announce(body, record.get().acked ? newTraceId(desk.random) : traceOf(desk));
  if ('failure' in outcome) return noteFailure(desk, outcome.failure, { step: 'installation', body: text });
  desk.flags.readDue = false;
  await record.set(afterAnnouncing(record.get(), outcome.value, { body: text, at: clock.now() }));
  return undefined;
}

/** The gateway also says what it holds: the moment to see whether it still is what was accepted. */
function afterAnnouncing(
  record: RegistrationRecord,
  view: RegistrationView,
  announced: { body: string; at: number },
): RegistrationRecord {
  const { trouble, verifyAt = Infinity, ...rest } = record;
  const verified = announced.at >= verifyAt;
  const kept = {
    ...rest,
    announced,
    ...(trouble?.step === 'user' ? { trouble } : {}),
    ...(verified || verifyAt === Infinity ? {} : { verifyAt }),
  };
  if (verified && isUndone(record, view))
    return {
      ...kept,
      acked: false,
      strangers: view.userId ? [...rest.strangers, view.userId] : rest.strangers,
    };
  return record.acked || record.intent.kind === 'none' ? viewed(kept, view) : kept;
}

function bind(desk: Desk, gateway: GatewayClient): Promise<Failure | undefined> {
  const { intent } = desk.record.get();
  if (intent.kind !== 'register') return Promise.resolve(undefined);
  const { userId, identityToken } = intent;
  const body = { userId, ...(identityToken ? { identityToken } : {}) };
  return settle(desk, intent, gateway.bind(body, waiting(desk)));
}

function unbind(desk: Desk, gateway: GatewayClient): Promise<Failure | undefined> {
  return settle(desk, desk.record.get().intent, gateway.unbind(waiting(desk)));
}

async function read(desk: Desk, gateway: GatewayClient): Promise<Failure | undefined> {
  const { record, flags } = desk;
  const { intent } = record.get();
  flags.readDue = false;
  const outcome = await gateway.read(traceOf(desk));
  if ('failure' in outcome) return noteFailure(desk, outcome.failure, { step: 'user' });
  const { trouble: _, ...rest } = record.get();
  if (rest.intent === intent) await record.set(viewed(rest, outcome.value));
  return undefined;
}

/**
 * The gateway's answer to a wish; unless another wish has come meanwhile, which decides instead, and does not wait for
 * an answer that may wait for Dynamics. What is still under way may then arrive later than the next request.
 */
async function settle(
  desk: Desk,
  intent: Intent,
  request: Promise<Outcome<RegistrationView>>,
): Promise<Failure | undefined> {
  const { record, waiters, flags, clock } = desk;
  const outcome = await Promise.race([request, waiters.superseded()]);
  if (outcome === 'superseded') {
    await record.set(inDoubt(record.get(), clock.now()));
    return undefined;
  }
  if (record.get().intent !== intent)
    return 'failure' in outcome ? overtaken(desk, outcome.failure) : undefined;
  if ('failure' in outcome) return notAccepted(desk, outcome.failure);
  flags.readDue = false;
  await record.set(accepted(record.get(), outcome.value));
  desk.publish();
  waiters.settle(verdict(currentRegistration(desk)));
  return undefined;
}

/**
 * `superseded`: the gateway says that a later wish has come, and the page has none. A request that was given up has
 * arrived after this one; the wish is said again, and whoever waits for it goes on waiting.
 */
async function notAccepted(desk: Desk, failure: Failure): Promise<Failure> {
  if (failure.reason === 'superseded') return { ...failure, kind: 'retry' };
  return noteFailure(desk, failure, { step: 'user' });
}

/** What a replaced wish was refused for does not concern the next one; a gateway that cannot be reached does. */
async function overtaken({ record, clock }: Desk, failure: Failure): Promise<Failure | undefined> {
  if (failure.kind !== 'retry') return undefined;
  if (failure.reason === 'offline') await record.set(inDoubt(record.get(), clock.now()));
  return failure;
}

async function noteFailure(
  desk: Desk,
  failure: Failure,
  about: Pick<Trouble, 'step' | 'body'>,
): Promise<Failure> {
  const { record, waiters, flags, log } = desk;
  log(failure.reason, failure.message, record.get().traceId);
  const { acked } = record.get();
  if (await startedAnew(desk, failure.kind)) return { ...failure, kind: 'unknown' };
  flags.retryRefused = false;
  await record.set(withTrouble(desk, failure, about));
  desk.publish();
  const registration = currentRegistration(desk);
  const { reason, detail = failure.message } = failure;
  // What is bound already stays bound while the gateway cannot be reached.
  const holds = acked && failure.kind === 'retry';
  waiters.settle(holds ? verdict(registration) : failed(reason, detail, registration));
  return failure;
}

/** Another credential is asked for once; a gateway that refuses that one as well has another enrolment key. */
const ONCE_MS = 60_000;

/** Enrols again, where that may help, with what is wanted now. */
export async function startedAnew(desk: Desk, kind: Failure['kind']): Promise<boolean> {
  const { installation, record, waiters, flags, clock } = desk;
  if (kind === 'credential') {
    if (!installation.credential() || clock.now() - flags.enrolledAnewAt < ONCE_MS) return false;
    flags.enrolledAnewAt = clock.now();
    await installation.dropCredential();
    return true;
  }
  if (kind !== 'unknown') return false;
  await installation.dropCredential();
  await record.set(forgotten(record.get()));
  if (record.get().acked) waiters.settle(verdict(currentRegistration(desk)));
  return true;
}

/** The record with what went wrong, unless it changes nothing about a binding that holds. */
function withTrouble(
  desk: Desk,
  { kind, reason, ...said }: Failure,
  about: Pick<Trouble, 'step' | 'body'>,
): RegistrationRecord {
  const now = desk.clock.now();
  const message = said.detail ?? said.message;
  const unanswered = reason === 'offline';
  const { repeated: _, ...before } = desk.record.get();
  const record = unanswered ? inDoubt(before, now) : before;
  if (kind === 'credential') {
    const body = JSON.stringify(installationBody(desk));
    return { ...record, trouble: { step: 'installation', body, kind: 'refused', reason, message, at: now } };
  }
  if (record.acked && (about.step === 'user' || kind === 'retry')) return withoutProof(record);
  return {
    ...(kind === 'identity' ? withoutProof(record) : record),
    trouble: { ...about, kind: kind === 'unknown' ? 'retry' : kind, reason, message, at: now },
  };
}

const waiting = (desk: Desk) => ({
  waitMs: desk.waiters.waiting() ? desk.waitMs : 0,
  traceId: traceOf(desk),
});

const traceOf = ({ record, random }: Desk): string => record.get().traceId ?? newTraceId(random);
