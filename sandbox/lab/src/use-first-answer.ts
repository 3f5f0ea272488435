import { useLayoutEffect, useRef } from 'react';

/**
 * Tells whether an answer to a question is the first one since it was asked. Two presses can come before anything is
 * drawn again, and what fades out can still be pressed.
 */
export function useFirstAnswer(open: boolean): () => boolean {
  const waiting = useRef(false);
  useLayoutEffect(() => {
    waiting.current = open;
  }, [open]);
  return () => {
    const isFirst = waiting.current;
    waiting.current = false;
    return isFirst;
  };
}
