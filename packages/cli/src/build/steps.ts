import type { BuildProgress, Step } from './result.ts';

interface Watched {
  signal: AbortSignal;
  onProgress(progress: BuildProgress): void;
}

/** Runs steps one after the other, tells of each, and keeps how long it took. */
export function createSteps({ signal, onProgress }: Watched) {
  const taken: { step: Step; durationMs: number }[] = [];
  return {
    taken,
    async run<T>(step: Step, work: (onLine: (line: string) => void) => Promise<T>): Promise<T> {
      signal.throwIfAborted();
      onProgress({ kind: 'started', step });
      const started = performance.now();
      const result = await work((line) => onProgress({ kind: 'said', step, line }));
      const durationMs = Math.round(performance.now() - started);
      taken.push({ step, durationMs });
      onProgress({ kind: 'finished', step, durationMs });
      return result;
    },
  };
}
