import { type CSSProperties, type PointerEvent, useRef, useState } from 'react';

/** From here on a pointer is swiping, not pressing; in pixels of the lab. */
const SLACK = 8;
/** Of the width: so far takes it away. */
const FAR = 0.35;

/** Drags an element sideways; far enough, `act` is called. Without `act` it does not move. */
export function useSwipe(act: (() => void) | undefined) {
  const start = useRef<{ x: number; width: number; scale: number } | undefined>(undefined);
  const swiped = useRef(false);
  const [by, setBy] = useState(0);
  const end = () => {
    const from = start.current;
    start.current = undefined;
    if (from && Math.abs(by) > from.width * FAR) act?.();
    setBy(0);
  };
  const handlers = act
    ? {
        onPointerDown({ clientX, currentTarget }: PointerEvent<HTMLElement>) {
          const { width } = currentTarget.getBoundingClientRect();
          start.current = { x: clientX, width, scale: width / currentTarget.offsetWidth };
          swiped.current = false;
        },
        onPointerMove({ clientX, currentTarget, pointerId }: PointerEvent<HTMLElement>) {
          const from = start.current;
          if (!from) return;
          const moved = clientX - from.x;
          if (!swiped.current && Math.abs(moved) < SLACK) return;
          swiped.current = true;
          currentTarget.setPointerCapture(pointerId);
          setBy(moved);
        },
        onPointerUp: end,
        onPointerCancel() {
          start.current = undefined;
          setBy(0);
        },
      }
    : {};
  const style: CSSProperties | undefined =
    by === 0 ? undefined : { translate: `${by / (start.current?.scale ?? 1)}px 0`, transition: 'none' };
  return { handlers, style, wasSwiped: () => swiped.current };
}
