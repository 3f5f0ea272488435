import type { RegisterAnswer } from '@journeys-push/contract/page-shell';
import { failed } from './answers.ts';

/** The page calls that wait for one and the same wish. */
export interface Waiters {
  wait(): Promise<RegisterAnswer>;
  /** Answers all who wait now. */
  settle(answer: RegisterAnswer): void;
  waiting(): boolean;
  /** Another wish has come. */
  supersede(): void;
  /** Settles when that happens. For the one request that may be under way. */
  superseded(): Promise<'superseded'>;
}

export function createWaiters(): Waiters {
  let resolvers: ((answer: RegisterAnswer) => void)[] = [];
  let giveUp = () => {};
  const settle = (answer: RegisterAnswer) => {
    const now = resolvers;
    resolvers = [];
    for (const resolve of now) resolve(answer);
  };
  return {
    wait: () => new Promise((resolve) => resolvers.push(resolve)),
    settle,
    waiting: () => resolvers.length > 0,
    supersede() {
      settle(failed('superseded'));
      giveUp();
    },
    superseded: () =>
      new Promise((resolve) => {
        giveUp = () => resolve('superseded');
      }),
  };
}
