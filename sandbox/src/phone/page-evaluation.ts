import type { PageOutcome } from '../control/page-outcome.ts';
import type { FromPage } from './page-wire.ts';

type Evaluated = Extract<FromPage, { evaluated: string }>;

/** Code that runs in the one page of a WebView, and has not answered yet. */
export interface Evaluations {
  start(code: string, send: (code: string, id: string) => void): Promise<PageOutcome>;
  settle(message: Evaluated): void;
  /** The page is gone: nothing of it will answer. */
  drop(): void;
}

export function createEvaluations(): Evaluations {
  const open = new Map<string, (outcome: PageOutcome) => void>();
  let count = 0;
  return {
    start: (code, send) =>
      new Promise((resolve) => {
        count += 1;
        open.set(`e${count}`, resolve);
        send(code, `e${count}`);
      }),
    settle({ evaluated, value, thrown }) {
      open.get(evaluated)?.(thrown ? { kind: 'thrown', thrown } : { kind: 'value', value });
      open.delete(evaluated);
    },
    drop() {
      for (const settle of open.values()) settle({ kind: 'gone' });
      open.clear();
    },
  };
}
