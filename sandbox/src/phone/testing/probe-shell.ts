import type { CreateShell, Destination, IncomingMessage, Ports, Tap } from '@journeys-push/shell/core';

/** A core that decides nothing and notes what its phone does to it: for tests of the phone itself. */
export interface Probe {
  createShell: CreateShell;
  /** The ports of every process so far, the newest last. */
  processes: Ports[];
  /** `start`, `resumed`, `close`, … in order. */
  calls: string[];
  received: IncomingMessage[];
  taps: Tap[];
  /** What the core answers for an arrival. */
  display: 'show' | 'hide' | 'never';
  /** Where URLs belong, by prefix; default `refused`. */
  destinations: [prefix: string, destination: Destination][];
}

export function createProbe(): Probe {
  const probe: Probe = {
    processes: [],
    calls: [],
    received: [],
    taps: [],
    display: 'show',
    destinations: [],
    createShell({ ports }) {
      probe.processes.push(ports);
      const note = (call: string) => void probe.calls.push(call);
      ports.push.onArrival(async ({ foreground }) => {
        note(`arrival ${foreground ? 'in front' : 'behind'}`);
        return probe.display === 'never' ? new Promise(() => {}) : probe.display;
      });
      ports.push.onTap((tap) => probe.taps.push(tap));
      ports.push.onToken(({ value }) => note(`token ${value}`));
      ports.net.onOnline(() => note('online'));
      return {
        async start() {
          note('start');
          const tap = await ports.push.launchTap();
          if (tap) probe.taps.push(tap);
        },
        receive: async (incoming) => void probe.received.push(incoming),
        pageLoaded: async (url) => note(`loaded ${url}`),
        resumed: async () => note('resumed'),
        destination: (url) => probe.destinations.find(([prefix]) => url.startsWith(prefix))?.[1] ?? 'refused',
        close: () => note('close'),
      };
    },
  };
  return probe;
}
