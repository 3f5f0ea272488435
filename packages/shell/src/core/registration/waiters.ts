import type { RegisterAnswer } from '@journeys-push/contract/page-shell';

/** The page calls that wait for one and the same wish. */
export interface Waiters {
  wait(): Promise<RegisterAnswer>;
  /** Answers all who wait now. */
  settle(answer: RegisterAnswer): void;
  waiting(): boolean;
}

export function createWaiters(): Waiters {
  let resolvers: ((answer: RegisterAnswer) => void)[] = [];
  return {
    wait: () => new Promise((resolve) => resolvers.push(resolve)),
    settle(answer) {
      const now = resolvers;
      resolvers = [];
      for (const resolve of now) resolve(answer);
    },
    waiting: () => resolvers.length > 0,
  };
}
