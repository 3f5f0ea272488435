import type { Channel, Importance } from '../../../../../src/control/wire.ts';

/** Android 10 and later speak of default and silent, and of one more switch for each; before, of four steps. */
export const TWO_WAYS_FROM_API = 29;

/** What a person reads of a channel in the list of an app's channels. */
export const importanceInWords: Record<Importance, string> = {
  none: 'Off',
  min: 'Silent, minimised',
  low: 'Silent',
  default: 'Makes sound',
  high: 'Makes sound and pops on screen',
};

/** From here on a channel that is switched on again in Settings gets back what the app made it with. */
const RESTORES_FROM_API = 30;

/** What switching it on gives a channel that is off (AOSP Settings: BlockPreferenceController). */
export function importanceWhenOn({ importance, setBy, original }: Channel, apiLevel: number): Importance {
  const made = setBy === 'app' ? importance : original;
  if (apiLevel < RESTORES_FROM_API || !made) return 'default';
  // At least silent: it was switched on.
  return made === 'none' || made === 'min' ? 'low' : made;
}

/** From Android 10 on: alerting, with a switch for popping up; or silent, with a switch for the smallest. */
export const importanceOf = (alerting: boolean, more: boolean): Importance =>
  alerting ? (more ? 'high' : 'default') : more ? 'min' : 'low';

export const isAlerting = (importance: Importance): boolean =>
  importance === 'high' || importance === 'default';
/** It pops up, or is minimised. */
export const hasMore = (importance: Importance): boolean => importance === 'high' || importance === 'min';

/** Before Android 10, from the loudest to the quietest. */
export const fourSteps: readonly { importance: Importance; name: string; text: string }[] = [
  { importance: 'high', name: 'Urgent', text: 'Make sound and pop on screen' },
  { importance: 'default', name: 'High', text: 'Make sound' },
  { importance: 'low', name: 'Medium', text: 'No sound' },
  { importance: 'min', name: 'Low', text: 'No sound or visual interruption' },
];
