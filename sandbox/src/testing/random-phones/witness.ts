import type { PhoneOptions } from '../../phone/options.ts';

type CreateShell = NonNullable<PhoneOptions['createShell']>;
type Ports = Parameters<CreateShell>[0]['ports'];

/** An app on the phone that decides nothing and remembers what its system did to it. */
export interface Witness {
  createShell: CreateShell;
  /** The ports of the process that runs; undefined: none does. */
  process(): Ports | undefined;
  /** What it answers for an arrival. */
  shows: boolean;
  /** Ids of the arrivals and taps that it was told of, since they were last taken. */
  arrivals: string[];
  taps: string[];
  /** How many processes run. */
  running: number;
}

export function createWitness(): Witness {
  let current: Ports | undefined;
  const witness: Witness = {
    ...{ shows: true, arrivals: [], taps: [], running: 0 },
    process: () => current,
    createShell({ ports }) {
      current = ports;
      witness.running += 1;
      ports.push.onArrival(async ({ id }) => {
        witness.arrivals.push(id);
        return witness.shows ? 'show' : 'hide';
      });
      ports.push.onTap(({ id }) => witness.taps.push(id));
      return {
        start: async () => {},
        receive: async () => {},
        pageLoaded: async () => {},
        resumed: async () => {},
        destination: () => 'refused',
        close() {
          witness.running -= 1;
          if (current === ports) current = undefined;
        },
      };
    },
  };
  return witness;
}
