import { createGateway } from '@journeys-push/gateway';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { apiTokensOf } from './gateway-host.ts';

const ios = { bundleId: 'com.example.shop', environment: 'development' } as const;
const gatewayWith = (apiTokens: string[]) =>
  createGateway({
    databaseUrl: 'postgres://127.0.0.1:1/none',
    keys: Buffer.alloc(32, 'key').toString('base64'),
    identity: { mode: 'off' },
    log: pino({ enabled: false }),
    apps: [
      {
        ...{ id: 'shop', mobileAppId: '00000000-0000-4000-8000-000000000001', apiTokens },
        ...{ publicEndpoint: 'http://127.0.0.1:1', organizationId: '00000000-0000-4000-8000-000000000002' },
        ios,
      },
    ],
  });

it('the gateway can be made although every access token was revoked', () => {
  expect(() => gatewayWith([])).toThrow(/apiTokens/);
  expect(() => gatewayWith(apiTokensOf([]))).not.toThrow();
  expect(apiTokensOf(['one', 'two'])).toEqual(['one', 'two']);
});
