/** Work that goes on after its request was answered. */
export interface Background {
  /** False once stopped: unfinished work must then leave everything as it is. */
  readonly open: boolean;
  run(task: () => Promise<void>): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  stop(): void;
}

/** `onSurprise` is told what a task threw; nothing else is done about it. */
export function createBackground(onSurprise: (error: unknown) => void): Background {
  const running = new Set<Promise<void>>();
  let open = true;
  return {
    get open() {
      return open;
    },
    run(task) {
      const work = task()
        .catch(onSurprise)
        .finally(() => running.delete(work));
      running.add(work);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    stop: () => {
      open = false;
    },
  };
}
