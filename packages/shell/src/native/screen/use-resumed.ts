import { useEffect } from 'react';
import { AppState } from 'react-native';

/** Calls back when the app comes to the front. */
export function useResumed(resumed: () => void): void {
  useEffect(() => {
    const heard = AppState.addEventListener('change', (state) => {
      if (state === 'active') resumed();
    });
    return () => heard.remove();
  }, [resumed]);
}
