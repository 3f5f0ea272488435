import { createGateway } from '@journeys-push/gateway';
import { destination, pino } from 'pino';

/** The gateway under measurement. It logs as in production, to nowhere. */
const gateway = createGateway({
  apps: [
    {
      id: 'shop',
      mobileAppId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
      organizationId: '0f8fad5b-d9cb-469f-a165-70867728950e',
      publicEndpoint: process.env.endpoint ?? '',
      apiTokens: ['one'],
      ios: { bundleId: 'com.example.shop' },
    },
  ],
  identity: { mode: 'off' },
  databaseUrl: process.env.databaseUrl ?? '',
  log: pino({ level: 'info' }, destination({ dest: '/dev/null', sync: false })),
});
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const cpuBefore = cpuMs();
await gateway.start();

let rss = 0;
setInterval(() => {
  rss = Math.max(rss, process.memoryUsage.rss());
}, 200).unref();
process.on('message', () => process.send?.({ rssMb: rss / 2 ** 20, cpuMs: cpuMs() - cpuBefore }));
process.once('SIGTERM', async () => {
  await gateway.close();
  process.exit();
});
process.send?.({ url: '' });
