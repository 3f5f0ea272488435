import { pino } from 'pino';
import { createGateway } from '../../src/gateway.ts';
import { serveGateway } from '../../src/serve.ts';
import { quick, shop } from '../gateway.ts';

const timing = {
  ...{ leaseMs: 3_000, timeoutMs: 1_500, sweepMs: 500, askAfterMs: 300, askGridMs: 100 },
  // Longer than the Dynamics of crash/dynamics.ts takes.
  landingMs: 1_000,
  lateMs: 2_000,
};

/** A gateway as a process of its own, to be killed. It is loaded first and starts when it is told the database. */
process.once(
  'message',
  async ({ databaseUrl, publicEndpoint }: { databaseUrl: string; publicEndpoint: string }) => {
    const gateway = createGateway({
      apps: [{ ...shop, publicEndpoint }],
      identity: { mode: 'off' },
      limits: { address: false, installation: false, user: false, ownerChangesPerDay: false },
      databaseUrl,
      log: pino({ level: 'silent' }),
      timing: { ...quick, ...timing },
    });
    const { url } = await serveGateway(gateway);
    process.send?.({ url });
  },
);
// Whoever started it has gone.
process.once('disconnect', () => process.exit());
