import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What the stub has been asked to do. */
export interface Counts {
  calls: number;
  registered: number;
  verdicts: number;
}

/** What a child answers, by what it is asked. */
interface Answers {
  counts: Counts;
  reset: unknown;
  memory: { rssMb: number; cpuMs: number };
}

export interface Child {
  url: string;
  ask<Question extends keyof Answers>(question: Question): Promise<Answers[Question]>;
  end(): Promise<void>;
}

/** Starts `<name>.ts` of this folder as a process and resolves when it is ready. */
export async function startChild(name: 'stub' | 'gateway', env: Record<string, string>): Promise<Child> {
  const execArgv = ['--conditions=journeys-push-source', '--import', 'tsx'];
  const child = fork(new URL(`./${name}.ts`, import.meta.url), {
    execArgv,
    env: { ...process.env, NODE_ENV: 'development', ...env },
  });
  const [{ url }] = await once(child, 'message');
  return {
    url,
    async ask(question) {
      child.send(question);
      const [answer] = await once(child, 'message');
      return answer;
    },
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
