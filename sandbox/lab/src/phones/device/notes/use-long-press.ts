import { useRef } from 'react';

/** As long a person presses until a notification spreads out. */
const LONG_MS = 500;

/** A press that lasts, or the right mouse button. `wasLong` says whether the click that ends it is one. */
export function useLongPress(act: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const long = useRef(false);
  const end = () => clearTimeout(timer.current);
  return {
    onPointerDown() {
      long.current = false;
      timer.current = setTimeout(() => {
        long.current = true;
        act();
      }, LONG_MS);
    },
    onPointerUp: end,
    onPointerLeave: end,
    onPointerCancel: end,
    onContextMenu(event: { preventDefault(): void }) {
      event.preventDefault();
      end();
      if (!long.current) act();
    },
    wasLong: () => long.current,
  };
}
