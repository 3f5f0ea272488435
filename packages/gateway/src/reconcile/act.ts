import type { AppChannel } from '../config.ts';
import { CALL_MAX, type CallContext, type DeviceItem, type DynamicsClient } from '../dynamics/client.ts';
import type { Holds, LiveToken } from '../dynamics/holds.ts';
import type { CleanupResult, Later, RegisterResult, StatusResult } from '../dynamics/results.ts';
import type { Log } from '../log.ts';
import type { Registration } from './device.ts';
import { afterCleanup, afterPoll, afterRegister, type Circumstances } from './outcome.ts';
import type { Task } from './plan.ts';
import { rulingOn } from './reasons.ts';

export interface Actor {
  client: DynamicsClient;
  holds: Holds;
  log: Log;
  /** What bears on the outcome of one task. */
  circumstances(task: Task): Circumstances;
}

/** Tasks of one app, and what they are carried out with. */
export interface Batch {
  app: AppChannel;
  live: LiveToken;
  /** The end of the lease on the devices. */
  deadline: number;
  tasks: Task[];
}

/** A task and what became of its registration. */
export interface Done {
  task: Task;
  registration: Registration;
}

/** Carries out the tasks: calls of up to a hundred items, the three kinds side by side. */
export async function act(actor: Actor, batch: Batch): Promise<Done[]> {
  const kinds = { register, poll, cleanup };
  const done = Object.entries(kinds).map(([kind, send]) =>
    inCalls({ ...batch, tasks: batch.tasks.filter((task) => task.kind === kind) }, (call) =>
      send(actor, call),
    ),
  );
  return (await Promise.all(done)).flat();
}

/** Leaves the tasks for later: there is nobody to call, or nothing to call with. */
export function postpone({ circumstances }: Actor, tasks: Task[], cause = 'no channel'): Done[] {
  return tasks.map((task) => {
    const at = circumstances(task);
    const later: Later = {
      kind: 'later',
      answered: true,
      cause,
      afterMs: at.timing.maxRetryMs,
    };
    const after = { register: afterRegister, poll: afterPoll, cleanup: afterCleanup }[task.kind];
    return { task, registration: after(task.registration, later, at) };
  });
}

async function inCalls(batch: Batch, send: (call: Batch) => Promise<Done[]>): Promise<Done[]> {
  const done: Done[] = [];
  for (let start = 0; start < batch.tasks.length; start += CALL_MAX) {
    done.push(...(await send({ ...batch, tasks: batch.tasks.slice(start, start + CALL_MAX) })));
  }
  return done;
}

async function register(actor: Actor, call: Batch): Promise<Done[]> {
  const results = await actor.client.register(contextOf(call), call.tasks.map(itemOf));
  slowDown(actor, call, results);
  return conclude(call, results, (task, result: RegisterResult) => {
    const registration = { ...task.registration, apiTokenId: call.live.id };
    return afterRegister(registration, result, actor.circumstances(task));
  });
}

async function poll(actor: Actor, call: Batch): Promise<Done[]> {
  // What was sent with an access token that has been refused since has no verdict to ask for.
  const isOrphan = ({ registration: { apiTokenId = '' } }: Task) => actor.holds.isStopped(apiTokenId);
  const asked = { ...call, tasks: call.tasks.filter((task) => !isOrphan(task)) };
  const orphans = { ...call, tasks: call.tasks.filter(isOrphan) };
  const results = await ask(actor, asked);
  stopRefusedTokens(actor, asked, results);
  const settle = (task: Task, result: StatusResult) =>
    afterPoll(task.registration, result, actor.circumstances(task));
  const noVerdict = orphans.tasks.map((): StatusResult => ({ kind: 'token-refused' }));
  return [...conclude(orphans, noVerdict, settle), ...conclude(asked, results, settle)];
}

async function ask(actor: Actor, call: Batch): Promise<StatusResult[]> {
  if (call.tasks.length === 0) return [];
  const requestIds = call.tasks.map(({ registration: { requestId = '' } }) => requestId);
  const results = await actor.client.status(contextOf(call), requestIds);
  if (results.some(isVerdict)) actor.holds.prove(call.live.id);
  slowDown(actor, call, results);
  return results;
}

const isVerdict = ({ kind }: StatusResult): boolean => kind !== 'later' && kind !== 'token-refused';

/**
 * Why a cleanup must wait. With a wrong access token it would be accepted and do nothing (assumed: Dynamics answers a
 * registration so, facts: dynamics.md §10.5), and a person who has logged out would go on being written to. So one
 * status call goes first, unless the token has had a good answer a short while ago.
 */
async function doubtOf(actor: Actor, call: Batch): Promise<Later | undefined> {
  if (actor.holds.isProven(call.live.id)) return undefined;
  const known = call.tasks.find(({ registration }) => registration.requestId);
  if (!known) return undefined;
  const [result] = await ask(actor, { ...call, tasks: [known] });
  if (result?.kind === 'later') return result;
  if (result?.kind !== 'token-refused') return undefined;
  stopRefusedTokens(actor, call, [result]);
  return { kind: 'later', answered: true, cause: 'access token refused' };
}

async function cleanup(actor: Actor, call: Batch): Promise<Done[]> {
  const doubt = await doubtOf(actor, call);
  if (doubt) {
    return call.tasks.map((task) => ({
      task,
      registration: afterCleanup(task.registration, doubt, actor.circumstances(task)),
    }));
  }
  const results = await actor.client.cleanup(contextOf(call), call.tasks.map(itemOf));
  slowDown(actor, call, results);
  return conclude(call, results, (task, result: CleanupResult) => {
    if (result.kind === 'rejected') {
      const { installationId, traceId } = task.registration;
      actor.log.error(
        { code: 'cleanup-rejected', installationId, traceId },
        'Dynamics answered 400 to a cleanup',
      );
    }
    return afterCleanup(task.registration, result, actor.circumstances(task));
  });
}

/** Two ways to learn that an access token is wrong (facts: dynamics.md §10.5). */
function stopRefusedTokens({ holds, log }: Actor, call: Batch, results: StatusResult[]): void {
  const refused = results.flatMap((result, index) => {
    if (result.kind === 'token-refused') return [call.live.id];
    const fatal = result.kind === 'failed' && rulingOn(result.failureReason).verdict === 'stop-app';
    return fatal ? [call.tasks[index]?.registration.apiTokenId ?? call.live.id] : [];
  });
  for (const apiTokenId of new Set(refused)) {
    if (!holds.stop(apiTokenId)) continue;
    const traceId = call.tasks[0]?.registration.traceId;
    log.error(
      { code: 'api-token-refused', app: call.app.id, apiTokenId, traceId },
      'Dynamics refused an access token: check apiTokens, mobileAppId and organizationId of this app',
    );
  }
}

function slowDown({ holds, log }: Actor, { app, tasks }: Batch, results: ({ kind: string } | Later)[]): void {
  const later = results.filter((result): result is Later => 'answered' in result);
  const [first] = later;
  if (!first) return;
  const { cause, afterMs } = first;
  const traceId = tasks[0]?.registration.traceId;
  const line = { code: 'dynamics-later', app: app.id, cause, afterMs, count: later.length, traceId };
  log.warn(line, 'A call to Dynamics brought no verdict');
  if (afterMs) holds.pause(app, afterMs);
}

function conclude<Result>(
  { tasks }: Batch,
  results: Result[],
  settle: (task: Task, result: Result) => Registration,
): Done[] {
  return results.flatMap((result, index) => {
    const task = tasks[index];
    return task ? [{ task, registration: settle(task, result) }] : [];
  });
}

const contextOf = ({ app, live, deadline, tasks }: Batch): CallContext => ({
  app,
  apiToken: live.apiToken,
  deadline,
  traceId: tasks[0]?.registration.traceId ?? '',
});

const itemOf = ({ registration: { dynamicsUserId, platform }, token = '' }: Task): DeviceItem => ({
  dynamicsUserId,
  platform,
  token,
});
