import { hopNames } from '../../../src/control/hop-names.ts';
import type { Verdict } from './trace/verdict.ts';

/** `Stopped at APNs`, `Waiting at FCM`, `On its way`, `Done` */
export function verdictWords({ state, stop }: Verdict): string {
  if (state === 'done') return 'Done';
  if (state === 'open') return 'On its way';
  const verb = state === 'waiting' ? 'Waiting' : 'Stopped';
  return stop ? `${verb} at ${hopNames[stop.hop]}` : verb;
}
