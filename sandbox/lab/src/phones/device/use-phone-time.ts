import { useCallback, useSyncExternalStore } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import { useLab } from '../../lab-context.ts';
import { minuteOf } from './phone-time.ts';

/** The present minute on the phone, whose clock may be wrong; milliseconds since the epoch. */
export function usePhoneTime({ clockSkewMs }: Pick<Phone, 'clockSkewMs'>): number {
  const { clock } = useLab();
  const read = useCallback(() => minuteOf(clock.now() + clockSkewMs), [clock, clockSkewMs]);
  return useSyncExternalStore(clock.subscribe, read);
}
