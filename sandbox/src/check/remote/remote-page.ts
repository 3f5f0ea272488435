import { setTimeout as pause } from 'node:timers/promises';
import type { ControlClient } from '../../control/client.ts';
import { CheckFailure } from '../check-failure.ts';
import { createDrivenPage, type DrivenPage, type DrivenPageOptions } from '../page/driven-page.ts';
import { phoneGone } from '../phone-gone.ts';
import { type Watched, watched } from './watched.ts';

export interface RemotePageOptions extends Omit<DrivenPageOptions, 'evaluate' | 'errors'> {
  control: Pick<ControlClient, 'evaluate'>;
  /** Id of the phone. */
  id: string;
  signal: AbortSignal;
}

/** The page that somebody's browser shows for a phone, such as their Device Lab; reached through the phone. */
export function openRemotePage({ control, id, signal, ...options }: RemotePageOptions): DrivenPage {
  const errors: string[] = [];
  const evaluate = async <T>(expression: string, seconds: number): Promise<T | undefined> => {
    const evaluated = control.evaluate(id, watched(expression)).then(
      ({ value }) => value as Watched<T> | undefined,
      (error) => {
        // What is not there yet may come, unless its phone is gone.
        const cause = phoneGone(error);
        if (cause instanceof CheckFailure) throw cause;
        return undefined;
      },
    );
    const answered = new AbortController();
    const late = pause(seconds * 1000, undefined, { ref: false, signal: answered.signal });
    const answer = await Promise.race([evaluated, late.catch(() => undefined)]);
    answered.abort();
    signal.throwIfAborted();
    errors.push(...(answer?.errors ?? []));
    return answer?.value;
  };
  return createDrivenPage({ ...options, errors, evaluate });
}
