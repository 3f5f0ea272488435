import { type Route, routes } from '@journeys-push/contract/routes';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { shop } from '../test/gateway.ts';
import { createApp } from './app.ts';
import { assemble } from './assemble.ts';

test('the gateway serves the routes of the contract’s table, and no others', async () => {
  const log = pino({ level: 'silent' });
  const parts = assemble({ apps: [shop], databaseUrl: 'postgresql://localhost:1/none', log });
  const served = createApp(parts)
    .routes.filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`);
  const told = Object.values<Route>(routes).map(
    ({ method, path }) => `${method} ${path.replace('{installationId}', ':id').replace(/\{(\w+)\}/g, ':$1')}`,
  );
  expect(served.sort()).toEqual(told.sort());
  await parts.close();
});
