import type { PermissionAnswer } from '@journeys-push/contract/page-shell';
import type { Device, SystemPermission } from '../ports.ts';

/** The permission to notify, as pages are told. */
export type Permission = Required<Pick<PermissionAnswer, 'granted' | 'status' | 'canAskAgain'>>;

/** The first Android that asks people. Before it, every app may notify until it is switched off in Settings. */
const ANDROID_WITH_DIALOG = 33;

/** Whether this system has a dialog for the question at all. */
export const hasDialog = ({ platform, apiLevel = ANDROID_WITH_DIALOG }: Device): boolean =>
  platform === 'ios' || apiLevel >= ANDROID_WITH_DIALOG;

const undetermined: Permission = { granted: false, status: 'undetermined', canAskAgain: true };
const denied = (canAskAgain: boolean): Permission => ({ granted: false, status: 'denied', canAskAgain });

/**
 * What the system's words mean (facts: apns-fcm-phones.md §6, shell.md §6 "Permissions"). `asked`: a person has
 * answered this installation's question before. Android 13+ says `denied` from the start; the first denial and a
 * dialog swiped away cannot be told apart there, so both count as an answer after which one may ask again.
 */
export function readPermission(system: SystemPermission, device: Device, asked: boolean): Permission {
  if (system.granted) return { granted: true, status: 'granted', canAskAgain: true };
  if (!hasDialog(device)) return denied(false);
  if (device.platform === 'ios') return system.status === 'denied' ? denied(false) : undetermined;
  if (!system.canAskAgain) return denied(false);
  return system.status === 'denied' && asked ? denied(true) : undetermined;
}
