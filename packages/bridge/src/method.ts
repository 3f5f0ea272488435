import type { Command } from '@journeys-push/contract/page-shell';
import type { SendCall } from './call.ts';
import { type Failure, isFailure } from './failure.ts';
import type { GetPage } from './page.ts';
import { respond } from './respond.ts';

/** How one function of the page API becomes one command. */
export interface MethodOptions<Answer, Result> {
  /** Makes the page's answer of the shell's; may throw, then the promise rejects with that. */
  read: (answer: Answer | Failure) => Result;
  /** Makes the command's data of the page's options, or refuses them before they cross. */
  check?: (options: unknown) => Record<string, unknown> | Failure;
  deadlineMs?: number;
}

export type CreateMethod = <Answer, Result>(
  command: Command,
  options: MethodOptions<Answer, Result>,
) => (options?: unknown, callback?: unknown) => Promise<Result>;

export const createMethods =
  (getPage: GetPage, call: SendCall): CreateMethod =>
  <Answer, Result>(command: Command, { read, check, deadlineMs }: MethodOptions<Answer, Result>) =>
  (options, callback) => {
    const data = check?.(options);
    const answer = isFailure(data) ? Promise.resolve(data) : call<Answer>(command, { data, deadlineMs });
    return respond(getPage, [options, callback], answer.then(read));
  };
