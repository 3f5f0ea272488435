import { useEffect } from 'react';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';

/** How often it is asked what others have begun, as long as somebody looks. */
const ASK_MS = 2_000;

/** Asks again now and then: runs are begun over the API and in other labs, too. `ask` must stay the same function. */
export function useAskedAgain(ask: () => void): void {
  const { panel, connection } = useLab();
  const looked = useStore(panel) === 'tests';
  useEffect(() => {
    if (!looked) return undefined;
    const look = () => {
      if (connection.status.get() === 'open' && document.visibilityState === 'visible') ask();
    };
    const timer = setInterval(look, ASK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [ask, connection, looked]);
}
