import { useEffect, useState } from 'react';

/** The element's width in CSS pixels; while it is not shown, the one that it had. 0 until it is shown. */
export function useRoom(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) =>
      setWidth((before) => Math.round(entry?.contentRect.width ?? 0) || before),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
