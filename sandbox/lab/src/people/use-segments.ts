import type { Segment } from '../../../src/control/people-wire.ts';
import { useLab } from '../lab-context.ts';
import { type Asked, useRemote } from '../use-remote.ts';

/** The segments of Dynamics. */
export function useSegments(): Asked<Segment[]> {
  const { client } = useLab();
  return useRemote(client.segments);
}
