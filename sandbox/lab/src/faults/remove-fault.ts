import { type ControlClient, ControlError } from '../../../src/control/client.ts';
import type { Fault } from '../../../src/control/twin-wire.ts';

/** Removes a planted fault. One that has ended by itself before that is gone, as was wanted. */
export const removeFault = (client: Pick<ControlClient, 'removeFault'>, { twin, id }: Fault) =>
  client.removeFault(twin, id).catch((error: unknown) => {
    if (!(error instanceof ControlError && error.problem.code === 'fault-unknown')) throw error;
  });
