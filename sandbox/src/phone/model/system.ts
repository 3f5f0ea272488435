/** Which phone it is, as far as §6 of the facts tells phones apart. */
export interface System {
  platform: 'ios' | 'android';
  /** iOS: the major version. Android: the API level. */
  level: number;
  /** Android: the API level that the app is built for. */
  target: number;
  /** Its maker takes a swipe from the recent apps for a force stop ("some makers differ"). */
  swipeStops: boolean;
}

/** How a system comes to a person's permission: §6.1, and the rows of the table in §6.2. */
export type Asking = 'ios' | 'nobody asks' | 'the app asks' | 'the system asks';

/** The first Android on which a person is asked. */
const ASKS = 33;

export function askingOn({ platform, level, target }: System): Asking {
  if (platform === 'ios') return 'ios';
  if (level < ASKS) return 'nobody asks';
  return target < ASKS ? 'the system asks' : 'the app asks';
}
