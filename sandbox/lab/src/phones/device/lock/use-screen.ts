import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Phone } from '../../../../../src/control/wire.ts';
import { type Address, withParameters } from '../../../address.ts';
import { useLab } from '../../../lab-context.ts';

/** `lock`: lit, and locked. */
export type ScreenState = 'on' | 'lock' | 'off';

/** Ids of the locked phones in an address. */
const lockedIn = (search: string): string[] =>
  (new URLSearchParams(search).get('locked') ?? '').split(',').filter(Boolean);

/**
 * Whether the phone's screen is on. The address keeps which phones are locked; an app that comes to the front unlocks
 * its phone, whoever has opened it.
 */
export function useScreen(phone: Phone) {
  const { address } = useLab();
  const { id, state } = phone;
  const inFront = state === 'foreground';
  const locked = useSyncExternalStore(address.subscribe, () => lockedIn(address.get()).includes(id));
  const loudest = phone.tray.find(({ quiet }) => quiet === undefined)?.at ?? 0;
  const [lit, setLit] = useState(false);
  // What had come before the screen went off; what comes afterwards lights it.
  const [seen, setSeen] = useState(loudest);
  const [wasInFront, setWasInFront] = useState(false);
  const write = (is: boolean) => keepLocked(address, id, is);
  // Not as soon as it is locked: its app is in front for a moment still.
  useLayoutEffect(() => {
    if (inFront) keepLocked(address, id, false);
  }, [address, id, inFront]);
  return {
    state: stateOf(phone, locked, lit || loudest > seen),
    /** The app comes back when the phone is unlocked. */
    resumes: wasInFront && state === 'background',
    turnOff() {
      if (inFront || !locked) setWasInFront(inFront);
      setLit(false);
      setSeen(loudest);
      write(true);
    },
    light() {
      setLit(true);
      write(true);
    },
    unlock() {
      setLit(false);
      setWasInFront(false);
      if (locked) write(false);
    },
  };
}

function keepLocked(address: Address, id: string, is: boolean): void {
  const others = lockedIn(address.get()).filter((each) => each !== id);
  address.set(withParameters(address.get(), { locked: [...others, ...(is ? [id] : [])].join(',') }));
}

function stateOf({ state, doze }: Phone, locked: boolean, lit: boolean): ScreenState {
  if (state === 'foreground') return 'on';
  if (doze) return 'off';
  if (!locked) return 'on';
  return lit ? 'lock' : 'off';
}
