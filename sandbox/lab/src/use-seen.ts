import { useState } from 'react';

/** True from the first time that `shown` is. */
export function useSeen(shown: boolean): boolean {
  const [seen, setSeen] = useState(shown);
  if (shown && !seen) setSeen(true);
  return seen || shown;
}
