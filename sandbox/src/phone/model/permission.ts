import { askingOn, type System } from './system.ts';

/**
 * What §6 says about a person's permission. A function that answers with several states names all those that the facts
 * allow; what is not said is allowed.
 */
export interface Permission {
  status: 'undetermined' | 'provisional' | 'granted' | 'denied';
  /** How often the person said no. */
  denials: number;
}

const GRANTED: Permission = { status: 'granted', denials: 0 };
const UNDETERMINED: Permission = { status: 'undetermined', denials: 0 };
const denied = (denials: number): Permission => ({ status: 'denied', denials });

/** How often a person can say no before they are asked no more. */
const FINAL = { 'nobody asks': 0, 'the app asks': 2, 'the system asks': 1 };

/** After the app's installation. */
export const fresh = (system: System): Permission =>
  askingOn(system) === 'nobody asks' ? GRANTED : UNDETERMINED;

/** Whether asking shows a dialog. What a provisional app gets to see that asks once more is not said. */
export function asks(system: System, { status, denials }: Permission): boolean | 'unsaid' {
  const asking = askingOn(system);
  if (status === 'granted') return false;
  if (asking === 'ios') return status === 'provisional' ? 'unsaid' : status === 'undetermined';
  return denials < FINAL[asking];
}

export type Answer = 'allow' | 'deny' | 'dismiss';

/** Swiping the dialog away is Android's, and changes nothing. Whether an "Allow" forgets earlier denials is not said. */
export function answered(permission: Permission, answer: Answer): Permission[] {
  if (answer === 'dismiss') return [permission];
  if (answer === 'deny') return [denied(permission.denials + 1)];
  return allowed(permission);
}

const allowed = ({ denials }: Permission): Permission[] =>
  denials === 0 ? [GRANTED] : [GRANTED, { status: 'granted', denials }];

/** The app's switch in Settings. How much a switch-off weighs is not said. */
export function switched(system: System, permission: Permission, on: boolean): Permission[] {
  const { status, denials } = permission;
  if (on) return status === 'provisional' ? [...allowed(permission), permission] : allowed(permission);
  const off = [denials, 0, 1, 2].map(denied);
  return system.platform === 'android' && status !== 'granted' ? [permission, ...off] : off;
}

/** A system of before the dialog becomes one that has it: who could notify, and had a channel, still can. */
export function upgraded(
  permission: Permission,
  { from, to, hadChannel }: { from: System; to: System; hadChannel: boolean },
): Permission[] {
  const dialogIsNew = askingOn(from) === 'nobody asks' && askingOn(to) !== 'nobody asks';
  if (!dialogIsNew) return [permission];
  if (permission.status === 'granted') return hadChannel ? allowed(permission) : [UNDETERMINED];
  return [permission, ...[0, 1, 2].map(denied)];
}

/** An update of the app for a later Android. One "Don't allow", final until then, is so no more. */
export function updated(permission: Permission, { from, to }: { from: System; to: System }): Permission[] {
  const asksNow = askingOn(from) === 'the system asks' && askingOn(to) === 'the app asks';
  if (!asksNow || permission.status === 'granted') return [permission];
  return [permission, UNDETERMINED, denied(0), denied(1)].filter((each) => asks(to, each) === true);
}

/** The system takes it from an app that was not used for months. */
export const lost = ({ status, denials }: Permission): Permission[] =>
  status === 'granted' ? [UNDETERMINED, denied(0), denied(1)] : [{ status, denials }];

/** How a notification may be brought to the person. */
export const display = ({ status }: Permission): 'loud' | 'quiet' | 'none' =>
  status === 'granted' ? 'loud' : status === 'provisional' ? 'quiet' : 'none';
