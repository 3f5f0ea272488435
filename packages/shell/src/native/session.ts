import type { IncomingMessage, Shell } from '../core/shell.ts';

/** One life of the app's screen: the core, which is loaded while the WebView already loads its page. */
export interface Session {
  /** Opens a core; the returned function ends it. */
  start(): () => void;
  receive(incoming: IncomingMessage): void;
  loaded(url: string): void;
  resumed(): void;
}

export interface SessionOptions {
  open(): Promise<Shell>;
  failed(problem: unknown): void;
}

export function createSession({ open, failed }: SessionOptions): Session {
  let opened: Promise<Shell> | undefined;
  /** What comes before the core is there waits for it; what comes after its end is lost with it. */
  const tell = (work: (shell: Shell) => Promise<void>) => {
    const current = opened;
    current?.then((shell) => (opened === current ? work(shell) : undefined)).catch(failed);
  };
  return {
    start() {
      const mine = open();
      opened = mine;
      tell((shell) => shell.start());
      return () => {
        if (opened === mine) opened = undefined;
        mine.then((shell) => shell.close()).catch(() => {});
      };
    },
    receive: (incoming) => tell((shell) => shell.receive(incoming)),
    loaded: (url) => tell((shell) => shell.pageLoaded(url)),
    resumed: () => tell((shell) => shell.resumed()),
  };
}
