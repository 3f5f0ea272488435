import { useState } from 'react';

/** Whether it could be copied. A page that did not come by HTTPS, or not from this machine, has no clipboard. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies, and knows what became of the text that was copied last; `said` is for a status. */
export function useCopying(text: string): { done: boolean; said: string; copy(): void } {
  const [last, setLast] = useState({ text: '', done: false });
  const known = last.text === text && text !== '';
  const done = known && last.done;
  return {
    done,
    said: done ? 'Copied' : known ? 'The browser did not allow copying' : '',
    copy: () => void copyText(text).then((copied) => setLast({ text, done: copied })),
  };
}
