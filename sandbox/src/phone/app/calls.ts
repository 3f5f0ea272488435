import type { Observation } from '@journeys-push/shell/core';
import type { Scene } from '../state.ts';

/** Follows what the core says of itself: page calls into the timeline, the registration into the view. */
export interface Calls {
  observe(observation: Observation): void;
  /** The trace of the page call that makes the system ask for permission, while it is open. */
  promptTrace(): string | undefined;
}

const PROMPT = 'msdynamics/promptNotificationPermission';

export function createCalls({ state, record, changed }: Scene): Calls {
  const prompts: string[] = [];
  return {
    promptTrace: () => prompts.at(-1),
    observe(observation) {
      if (observation.kind === 'registration') {
        state.installationId = observation.installationId;
        state.registration = observation.registration;
        changed();
        return;
      }
      const { kind, traceId, command, ...rest } = observation;
      if (kind === 'page.call' && command === PROMPT) prompts.push(traceId);
      if (kind === 'page.answer' && prompts.includes(traceId)) prompts.splice(prompts.indexOf(traceId), 1);
      if (kind === 'page.call')
        record({
          kind,
          hop: 'page',
          traceId,
          summary: `The page calls ${command}.`,
          detail: { command, ...rest },
        });
      else record(answerLine(observation));
    },
  };
}

function answerLine({ traceId, command, ok, reason }: Extract<Observation, { kind: 'page.answer' }>) {
  return {
    kind: 'page.answer',
    hop: 'shell',
    traceId,
    summary: `The shell answers ${command}${reason ? `: ${reason}` : ''}.`,
    outcome: ok ? 'ok' : 'failed',
    detail: { command, ok, ...(reason ? { reason } : {}) },
  } as const;
}
