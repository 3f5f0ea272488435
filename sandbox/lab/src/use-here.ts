import { type RefObject, useEffect, useRef } from 'react';

/** Whether the component is still there: an answer may come when it is not. */
export function useHere(): RefObject<boolean> {
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return here;
}
