import type { AppChannel } from '../config.ts';
import type { CallContext, DeviceItem } from '../dynamics/client.ts';
import type { LiveToken } from '../dynamics/holds.ts';
import type { CleanupResult, Later, RegisterResult, StatusResult } from '../dynamics/results.ts';
import { inCalls } from './calls.ts';
import type { Registration } from './device.ts';
import { afterCleanup, afterPoll, afterRegister, type Circumstances, NO_VERDICT } from './outcome.ts';
import type { Task } from './plan.ts';
import { askStatus, logLater, type Speaker } from './status.ts';

export interface Actor extends Speaker {
  /** Headers that ask Dynamics to call back about a registration. Absent: it is not asked to. */
  invite?: ((registration: Registration) => Promise<Record<string, string>>) | undefined;
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
  /** As marked before the call. */
  before: Registration;
  registration: Registration;
}

const doneWith = (task: Task, registration: Registration): Done => ({
  task,
  before: task.registration,
  registration,
});

/** Carries out the tasks: calls of up to a hundred items, the three kinds side by side. */
export async function act(actor: Actor, batch: Batch): Promise<Done[]> {
  const kinds = { register, poll, cleanup };
  const done = Object.entries(kinds).map(([kind, send]) =>
    inCalls(
      batch.tasks.filter((task) => task.kind === kind),
      (tasks) => send(actor, { ...batch, tasks }),
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
    return doneWith(task, after(task.registration, later, at));
  });
}

/** With webhooks, somebody who waits gets a call and a callback of their own. */
async function register(actor: Actor, call: Batch): Promise<Done[]> {
  const { invite } = actor;
  if (!invite) return registerTogether(actor, call);
  const waited = call.tasks.filter((task) => actor.circumstances(task).waited).slice(0, CALLBACKS);
  const others = call.tasks.filter((task) => !waited.includes(task));
  const alone = waited.map(async (task) =>
    registerTogether(actor, { ...call, tasks: [task] }, await invite(task.registration)),
  );
  const together = others.length > 0 ? [registerTogether(actor, { ...call, tasks: others })] : [];
  return (await Promise.all([...alone, ...together])).flat();
}

/** At most so many of a call go alone. */
const CALLBACKS = 10;

async function registerTogether(
  actor: Actor,
  call: Batch,
  headers?: Record<string, string>,
): Promise<Done[]> {
  const results = await actor.client.register(contextOf(call), call.tasks.map(itemOf), headers);
  logLater(actor, { app: call.app, traceId: contextOf(call).traceId }, results);
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
  const results = await askAbout(actor, asked);
  const settle = (task: Task, result: StatusResult) =>
    afterPoll(task.registration, result, actor.circumstances(task));
  const noVerdict = orphans.tasks.map((): StatusResult => ({ kind: 'token-refused' }));
  const done = [...conclude(orphans, noVerdict, settle), ...conclude(asked, results, settle)];
  const mute = done.find(({ registration }) => registration.message === NO_VERDICT);
  if (mute) {
    const message = 'Dynamics gave no verdict on a registration, twice: check apiTokens of this app';
    actor.raise({ code: 'no-verdict', app: call.app.id, traceId: mute.registration.traceId, message });
  }
  return done;
}

const askAbout = (actor: Actor, { app, live, deadline, tasks }: Batch): Promise<StatusResult[]> =>
  askStatus(actor, { app, live, deadline, asks: tasks.map(({ registration }) => registration) });

/**
 * Why a cleanup must wait. With a wrong access token it would be accepted and do nothing (assumed: Dynamics answers a
 * registration so, facts: dynamics.md §10.5), and a person who has logged out would go on being written to. So one
 * status call goes first, unless the token has had a good answer a short while ago.
 */
async function doubtOf(actor: Actor, call: Batch): Promise<Later | undefined> {
  if (actor.holds.isProven(call.live.id)) return undefined;
  const known = call.tasks.find(({ registration }) => registration.requestId);
  if (!known) return undefined;
  const [result] = await askAbout(actor, { ...call, tasks: [known] });
  if (result?.kind === 'later') return result;
  if (result?.kind !== 'token-refused') return undefined;
  return { kind: 'later', answered: true, cause: 'access token refused' };
}

async function cleanup(actor: Actor, call: Batch): Promise<Done[]> {
  const doubt = await doubtOf(actor, call);
  if (doubt) {
    return call.tasks.map((task) =>
      doneWith(task, afterCleanup(task.registration, doubt, actor.circumstances(task))),
    );
  }
  const results = await actor.client.cleanup(contextOf(call), call.tasks.map(itemOf));
  logLater(actor, { app: call.app, traceId: contextOf(call).traceId }, results);
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

function conclude<Result>(
  { tasks }: Batch,
  results: Result[],
  settle: (task: Task, result: Result) => Registration,
): Done[] {
  return results.flatMap((result, index) => {
    const task = tasks[index];
    return task ? [doneWith(task, settle(task, result))] : [];
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
