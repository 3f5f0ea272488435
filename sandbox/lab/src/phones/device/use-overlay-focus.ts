import { type RefObject, useEffect } from 'react';

const FOCUSABLE = 'button:not([tabindex="-1"]), input, a[href], [tabindex="0"]';

/**
 * What the system lays over a phone's screen takes the focus, keeps it when what had it goes, and gives it back at its
 * end. It takes it only from the phone itself or from nowhere: who types elsewhere in the lab is not interrupted.
 */
export function useOverlayFocus(overlay: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = overlay.current;
    const before = document.activeElement;
    if (!element) return;
    const stopKeeping = keepFocus(element);
    if (!(isNowhere(before) || element.closest('.phone')?.contains(before))) return stopKeeping;
    focusFirst(element);
    return () => {
      stopKeeping();
      const now = document.activeElement;
      if (!(isNowhere(now) || element.contains(now))) return;
      // After the overlay has gone: what lay under it was inert until then.
      queueMicrotask(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, [overlay]);
}

/** Where what has the focus is taken away, such as a notification that was cleared, the focus goes to the beginning. */
function keepFocus(element: HTMLElement): () => void {
  let last: Node | undefined;
  const remember = ({ target }: FocusEvent) => {
    last = target instanceof Node ? target : undefined;
  };
  const observer = new MutationObserver(() => {
    if (last && !last.isConnected && isNowhere(document.activeElement)) focusFirst(element);
  });
  element.addEventListener('focusin', remember);
  observer.observe(element, { childList: true, subtree: true });
  return () => {
    element.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}

const focusFirst = (element: HTMLElement) =>
  (element.querySelector<HTMLElement>(FOCUSABLE) ?? element).focus({ preventScroll: true });

const isNowhere = (focused: Element | null): boolean => focused === null || focused === document.body;
