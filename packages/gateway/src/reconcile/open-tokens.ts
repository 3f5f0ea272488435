import { CodedError } from '@journeys-push/contract/problems';
import type { Log } from '../log.ts';
import type { Vault } from '../vault/vault.ts';
import type { Task } from './plan.ts';

/** Opens the tokens that calls carry. A task whose token no key of ours opens must wait for the operator. */
export function openTokens(
  { vault, log }: { vault: Pick<Vault, 'open'>; log: Log },
  tasks: Task[],
): { ready: Task[]; stuck: Task[] } {
  const [ready, stuck]: [Task[], Task[]] = [[], []];
  for (const task of tasks) {
    const opened = task.kind === 'poll' ? task : openToken({ vault, log }, task);
    if (opened) ready.push(opened);
    else stuck.push(task);
  }
  return { ready, stuck };
}

function openToken({ vault, log }: { vault: Pick<Vault, 'open'>; log: Log }, task: Task): Task | undefined {
  const { sealedToken, installationId, app, traceId } = task.registration;
  try {
    return { ...task, token: vault.open(Buffer.from(sealedToken, 'hex')) };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    log.error({ code: error.code, installationId, app, traceId }, error.message);
    return undefined;
  }
}
