import type { BridgeError, Reason } from './api.ts';

/** A call that was not done, in the shape in which the shell says so (contract: `CommandError`). */
export interface Failure {
  error: Reason;
  message?: string;
}

/**
 * What the bridge itself has to say, in the words of the contract's problems.ts (a test compares them): the bridge
 * may not carry that file to every page.
 */
export const texts = {
  'not-in-app':
    'The page runs in a browser, not in the app. Call this only inside the app, or treat this answer as "no push here".',
  deadline:
    'The app did not answer in time. Try again; the state in registrationInfo() tells what has happened meanwhile.',
  'user-id-required':
    'registerDevice was called without a userId. Pass {userId}: the stable id of the signed-in person.',
  'user-id-invalid':
    'The userId is not 1 to 128 letters, digits or dashes. Pass the stable id of the person, not a name or an e-mail address.',
} as const;

/** A failure that the bridge finds by itself. */
export const failure = (error: keyof typeof texts): Failure => ({ error, message: texts[error] });

/** Median's client takes any object with the key `error` for a failure (facts: median-bridge.md); so do we. */
export const isFailure = (answer: unknown): answer is Failure =>
  typeof answer === 'object' && answer !== null && 'error' in answer;

const messageOf = ({ error, message }: Failure): string => message ?? `The app answered ${error}.`;

/** The answer of a call whose expected failures resolve. */
export const outcome = <T>(answer: T | Failure) =>
  isFailure(answer)
    ? ({ success: false, reason: answer.error, message: messageOf(answer) } as const)
    : answer;

/** The answer of a question about permission. */
export const permission = <T>(answer: T | Failure) =>
  isFailure(answer) ? ({ granted: false, reason: answer.error } as const) : answer;

/** The answer of a call that has nothing to say without the app: its failures are thrown. */
export function facts<T>(answer: T | Failure): T {
  if (!isFailure(answer)) return answer;
  const { error } = answer;
  throw Object.assign(new Error(messageOf(answer)), { code: error, error }) satisfies BridgeError;
}
