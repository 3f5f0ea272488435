import type { Lease, Release } from './claim-store.ts';
import { decide, type Rules, type Step } from './decide.ts';
import type { Device, Registration } from './device.ts';

/** One registration to act on, and the device it is done for. */
export interface Task {
  kind: 'register' | 'poll' | 'cleanup';
  device: Device;
  /** As marked in the database before the call. */
  registration: Registration;
  /** Opened for the call; a poll needs none. */
  token?: string;
}

export interface Plan {
  tasks: Task[];
  forget: Registration[];
  /** Devices with nothing to do now. */
  releases: Release[];
}

/** Decides for each device what is done in this round. */
export function planRound(
  devices: Device[],
  { now, lease, rules }: { now: number; lease: Lease; rules: Rules },
): Plan {
  const plan: Plan = { tasks: [], forget: [], releases: [] };
  for (const device of devices) {
    const { forget, step } = decide(device, now, rules);
    plan.forget.push(...forget);
    plan.tasks.push(...tasksOf(device, step, now).map((task) => leased(task, lease)));
    if (step.kind === 'wait' || step.kind === 'rest') plan.releases.push(releaseOf(device, step, now));
  }
  return plan;
}

/** When to look at the device again after this step. */
export function releaseOf({ installationId, version }: Device, step: Step, now: number): Release {
  const dueAt = step.kind === 'rest' ? null : step.kind === 'wait' ? step.until : now;
  return { installationId, version, dueAt };
}

function tasksOf(device: Device, step: Step, now: number): Task[] {
  switch (step.kind) {
    case 'register':
      return [{ kind: 'register', device, registration: sending(device, step, now) }];
    case 'poll':
      return step.registrations.map((registration) => ({ kind: 'poll', device, registration }));
    case 'cleanup':
      return step.registrations.map((registration) => ({
        kind: 'cleanup',
        device,
        registration: { ...registration, ...cleaning(registration, now), traceId: device.traceId },
      }));
    default:
      return [];
  }
}

/** What is cleaned up once more is known to be gone for all that anybody knows: somebody else may have the token by now. */
const cleaning = ({ state, since }: Registration, now: number): Pick<Registration, 'state' | 'since'> => {
  if (state === 'cleaned') return { state, since };
  return { state: 'cleaning', since: state === 'cleaning' ? since : now };
};

/** The row of a register call under way. What an earlier call may have left in Dynamics stays in mind. */
function sending(device: Device, { target, known }: Step & { kind: 'register' }, now: number): Registration {
  const fresh = { ...target, installationId: device.installationId, attempts: 0, polls: 0, resent: false };
  return {
    ...(known ?? { ...fresh, unanswered: false, isNew: true }),
    resent: known !== undefined && isDoubtful(known),
    unanswered:
      known !== undefined && (known.unanswered || ['sending', 'pending', 'held'].includes(known.state)),
    userKey: target.userKey,
    state: 'sending',
    since: now,
    notBefore: undefined,
    traceId: device.traceId,
  };
}

/** Whether a verdict on it may be undone by a call that is still on its way, or has been waited for in vain before. */
const isDoubtful = ({ state, unanswered, resent }: Registration): boolean =>
  state === 'cleaned' ? unanswered : state !== 'held' && resent;

const leased = (task: Task, { until }: Lease): Task => ({
  ...task,
  registration: { ...task.registration, leasedUntil: until, askedTogether: false },
});
