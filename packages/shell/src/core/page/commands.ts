import type { Command } from '@journeys-push/contract/page-shell';
import { problems } from '@journeys-push/contract/problems';
import { refusal } from './refusal.ts';

/** On what terms a command is served. */
export interface Terms {
  /** Milliseconds after which the call is answered with `undone('deadline')`, whatever has become of it. */
  deadlineMs: number;
  /** The answer then, and when the command has failed in a way nobody foresaw. */
  undone(why: Undone): object;
}

type Undone = 'deadline' | 'internal';

/** Of the commands before 2022 that have another name now. */
type OldCommand = 'run/gonative_device_info';

/** Less than the 30 s and 10 min after which the page's side gives up by itself. */
const QUICK_MS = 10_000;
const REGISTER_MS = 29_000;
const PROMPT_MS = 9.5 * 60_000;

const quick: Terms = { deadlineMs: QUICK_MS, undone: (why) => refusal(why) };
const permission = (deadlineMs: number): Terms => ({
  deadlineMs,
  undone: (reason) => ({ granted: false, status: 'undetermined', canAskAgain: true, reason }),
});
/** A failed registration resolves: it never carries `error`. */
const registration = (deadlineMs: number): Terms => ({
  deadlineMs,
  undone: (reason) => ({ success: false, reason, message: problems[reason].title }),
});

/** Every command that the shell answers, on one screen (facts: median-bridge.md, "The commands"). */
export function commandTerms(): ReadonlyMap<string, Terms> {
  const terms: Record<Command | OldCommand, Terms> = {
    'msdynamics/promptNotificationPermission': permission(PROMPT_MS),
    'msdynamics/areNotificationsEnabled': permission(QUICK_MS),
    'msdynamics/registerDevice': registration(REGISTER_MS),
    'msdynamics/registrationInfo': quick,
    'msdynamics/unregisterDevice': registration(REGISTER_MS),
    'msdynamics/setTrackingConsent': quick,
    'msdynamics/notificationReceivedAnswer': quick,
    'msdynamics/notificationOpenedAnswer': quick,
    'msdynamics/registrationChangedAnswer': quick,
    'run/median_device_info': quick,
    'run/gonative_device_info': quick,
    'open/app-settings': quick,
    'permissions/status': quick,
    'events/subscribe': quick,
    'events/unsubscribe': quick,
  };
  return new Map(Object.entries(terms));
}

/** The names, for whoever must serve them all. */
export type ServedCommand = Command | OldCommand;
