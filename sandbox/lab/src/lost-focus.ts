import { useCallback, useState } from 'react';

/** True where what had the focus is gone: a press of Tab would begin at the top of the page. */
const focusIsLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** A ref for what takes a lost focus, once it is drawn and as soon as it is wanted there. */
export function useLostFocus(wanted: boolean): (element: HTMLElement | null) => void {
  return useCallback(
    (element: HTMLElement | null) => {
      if (wanted && focusIsLost()) element?.focus();
    },
    [wanted],
  );
}

/** The value that was there before this one; undefined as long as it is the first. */
export function useBefore<T>(value: T): T | undefined {
  const [seen, setSeen] = useState<{ now: T; before?: T }>({ now: value });
  if (seen.now !== value) setSeen({ now: value, before: seen.now });
  return seen.before;
}
