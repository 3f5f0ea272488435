/** The processes of a measurement, each with a task of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** As `npm start` and the image run the gateway. */
const LEAN = ['--max-semi-space-size=8', '--heap-growing-percent=20'];

export const startChild = (file: URL, args: string[] = []): ChildProcess =>
  fork(file, args, { execArgv: [...process.execArgv, ...LEAN] });

/** Its next message. @throws if that tells of an error. */
export async function ask<T>(child: ChildProcess, message: object): Promise<T> {
  child.send(message);
  const [answer] = (await once(child, 'message')) as [T & { error?: string }];
  if (answer.error) throw new Error(answer.error);
  return answer;
}
