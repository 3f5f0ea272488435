import { useState } from 'react';

/**
 * Somebody of `ids` to begin with: `usual`, who then stays as long as they are there. Whom it is for must not change under
 * the hands of whoever writes it, only because others can be reached meanwhile.
 */
export function useSuggested(ids: readonly string[], usual: string): string {
  const [kept, keep] = useState('');
  const suggested = ids.includes(kept) ? kept : usual;
  if (suggested !== kept) keep(suggested);
  return suggested;
}
