import type { InstallationExplained } from '@journeys-push/contract/operator-gateway';
import { decide, type Rules, type Step } from '../reconcile/decide.ts';
import { type Device, type Registration, wantedBy } from '../reconcile/device.ts';

/** When things may be done. */
export interface Calendar {
  now: number;
  /** Nothing is done for the app before this time. */
  heldUntil: number;
  rules: Rules;
}

/** What the gateway will do next about a device, when and why: what the reconcile loop would decide, in words. */
export function nextOf(device: Device, { now, heldUntil, rules }: Calendar): InstallationExplained['next'] {
  const first = decide(device, now, rules).step;
  const at = first.kind === 'wait' ? first.until : now;
  const step = first.kind === 'wait' ? decide(idle(device), at, rules).step : first;
  if (step.kind === 'rest' || step.kind === 'wait') {
    return { does: 'nothing', ...(step.kind === 'wait' && { at: iso(at) }), because: calm(device, rules) };
  }
  const because = heldUntil > now ? HELD : becauseOf(step, first.kind === 'wait');
  return { does: step.kind, at: iso(Math.max(at, heldUntil)), because };
}

const HELD =
  'Dynamics has asked for a pause, or its access token was refused: nothing is sent for this app before then.';

const iso = (ms: number): string => new Date(ms).toISOString();

/** As it will be when the calls under way have ended. */
const idle = (device: Device): Device => ({
  ...device,
  registrations: device.registrations.map((row) => ({ ...row, leasedUntil: undefined })),
});

type Action = Exclude<Step, { kind: 'wait' } | { kind: 'rest' }>;

function becauseOf(step: Action, isLater: boolean): string {
  if (step.kind === 'poll')
    return 'Dynamics has accepted the registration and not yet said what became of it.';
  if (step.kind === 'cleanup') {
    if (step.registrations.every(({ state }) => state === 'cleaned'))
      return 'An earlier call had no answer: it is cleaned up once more, in case that one has landed since.';
    const isBegun = step.registrations.some(({ state }) => state === 'cleaning');
    if (isLater && isBegun) return 'Dynamics did not accept the cleanup yet: it is tried again.';
    if (isLater) return 'It was sent without an answer: it is cleaned up once it must have landed.';
    return 'Dynamics holds, or may hold, a registration that is not wanted any more.';
  }
  return step.known ? becauseKnown(step.known) : 'It is wanted and was never sent.';
}

function becauseKnown({ state, attempts, unanswered, resent }: Registration): string {
  if (state === 'held' && resent)
    return 'An earlier call had no answer: Dynamics is asked to confirm once more, in case that one has landed since.';
  if (state === 'held') return 'The confirmation is old: it is renewed.';
  if (state === 'refused') return 'It was refused, and what was wrong may have been mended.';
  if (state === 'cleaned')
    return 'The same registration was cleaned up a moment ago: Dynamics is given time.';
  if (attempts > 0) return 'The last call brought no verdict: it is sent again, less and less often.';
  return unanswered ? 'It was sent without an answer: it is sent again.' : 'It is wanted and was never sent.';
}

/** Why nothing is to be done. */
function calm(device: Device, { policy }: Rules): string {
  const { user, token, registrations, notificationsEnabled } = device;
  if (!user) return 'It belongs to nobody, and Dynamics holds nothing for it.';
  if (!token) return 'It waits for a push token, which the app brings.';
  const target = wantedBy(device, policy);
  if (!target)
    return notificationsEnabled ? 'Nothing is wanted.' : 'The person does not allow notifications.';
  const mine = registrations.find(({ tokenHash }) => tokenHash === target.tokenHash);
  if (mine?.state === 'held') return 'Dynamics has confirmed the registration.';
  if (mine?.state === 'refused')
    return 'Dynamics refused: it is tried again with another token, when the page asks again, or at a heartbeat a day later.';
  return 'Dynamics is asked for its verdict together with other registrations.';
}
