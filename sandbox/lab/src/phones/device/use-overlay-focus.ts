import { type RefObject, useEffect } from 'react';

const FOCUSABLE = 'button:not([tabindex="-1"]), input, a[href], [tabindex="0"]';

/**
 * What the system lays over a phone's screen takes the focus, and gives it back when it goes. Only from the phone
 * itself or from nowhere: who types elsewhere in the lab is not interrupted.
 */
export function useOverlayFocus(overlay: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = overlay.current;
    const before = document.activeElement;
    const phone = element?.closest('.phone');
    if (!element || !(isNowhere(before) || phone?.contains(before))) return;
    (element.querySelector<HTMLElement>(FOCUSABLE) ?? element).focus({ preventScroll: true });
    return () => {
      const now = document.activeElement;
      if (!(isNowhere(now) || element.contains(now))) return;
      // After the overlay has gone: what lay under it was inert until then.
      queueMicrotask(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, [overlay]);
}

const isNowhere = (focused: Element | null): boolean => focused === null || focused === document.body;
