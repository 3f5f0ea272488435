import { type ProblemCode, problems } from '@journeys-push/contract/problems';
import type { Phone } from '../../../../src/control/wire.ts';
import { notifies } from '../words.ts';

/** A phone's registration in a person's words. */
export interface RegistrationWords {
  label: string;
  tone: 'success' | 'warning' | 'danger' | 'informative' | 'subtle';
  /** Why it is so, where there is a reason. */
  reason?: string;
  /** What to do, or that there is nothing to do. */
  advice: string;
}

const waiting: Record<string, [label: string, problem: ProblemCode]> = {
  permission: ['Waiting for permission', 'permission-missing'],
  token: ['Waiting for a token', 'token-missing'],
  network: ['Waiting for the network', 'offline'],
  identity: ['Waiting for a new identity token', 'identity-expired'],
};

const ONLY_SETTINGS =
  'The system does not ask again: send the person to Settings with median.open.appSettings().';

type Plain = Pick<RegistrationWords, 'label' | 'tone' | 'advice'>;

const states: Record<string, Plain> = {
  none: {
    label: 'Not registered',
    tone: 'subtle',
    advice: 'Nobody is bound to this phone yet: the page calls registerDevice({ userId }).',
  },
  queued: {
    label: 'Queued',
    tone: 'informative',
    advice: 'Nothing to do: the gateway is about to tell Dynamics.',
  },
  sent: {
    label: 'Sent',
    tone: 'informative',
    advice: 'Nothing to do: Dynamics has not confirmed it yet.',
  },
  registered: { label: 'Registered', tone: 'success', advice: 'Journeys reach this phone.' },
  refused: { label: 'Refused', tone: 'danger', advice: 'Correct the cause, then register again.' },
  removing: {
    label: 'Being removed',
    tone: 'informative',
    advice: 'Nothing to do: Dynamics is about to forget this phone.',
  },
  removed: {
    label: 'Logged out',
    tone: 'subtle',
    advice: 'Journeys no longer reach this phone. Register again to bind a person to it.',
  },
};

const problemOf = (code: unknown) =>
  typeof code === 'string' && Object.hasOwn(problems, code) ? problems[code as ProblemCode] : undefined;

export function registrationWords({ registration, permission }: Phone): RegistrationWords {
  const needsSettings = ([, problem]: [string, ProblemCode]) =>
    problem === 'permission-missing' && !permission.canAskAgain;
  const wait = registration.state === 'waiting' ? waiting[registration.for ?? ''] : undefined;
  if (wait)
    return {
      label: wait[0],
      tone: 'warning',
      advice: needsSettings(wait) ? ONLY_SETTINGS : problems[wait[1]].remedy,
    };
  const plain: Plain = states[registration.state] ?? {
    label: registration.state,
    tone: 'informative',
    advice: 'Nothing to do.',
  };
  const problem = problemOf(registration.reason);
  const reason = registration.message ?? problem?.title ?? registration.reason;
  if (registration.state === 'registered' && !notifies({ permission }))
    return {
      label: 'Registered, but silent',
      tone: 'warning',
      advice: 'Notifications are off on this phone: pushes arrive but are not shown. Allow them in Settings.',
    };
  return { ...plain, ...(problem ? { advice: problem.remedy } : {}), ...(reason ? { reason } : {}) };
}
