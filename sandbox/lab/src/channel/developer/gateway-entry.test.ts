import { expect, it } from 'vitest';
import { gatewayEntry } from './gateway-entry.ts';

const information = { publicEndpoint: 'http://127.0.0.1:1', organizationId: 'org', applicationId: 'app' };

it('is what the gateway reads: mode as environment, and the token from the environment', () => {
  const ios = {
    authenticationMode: 'token',
    applicationMode: 'sandbox',
    bundleId: 'com.example.shop',
  } as const;
  const entry = gatewayEntry(
    { name: 'My Shop!', platforms: ['ios', 'android'], settings: { ios } },
    information,
  );
  expect(JSON.parse(entry)).toEqual({
    ...{ id: 'my-shop', mobileAppId: 'app', organizationId: 'org', publicEndpoint: 'http://127.0.0.1:1' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the gateway's own way to name a variable
    apiTokens: ['${MY_SHOP_API_TOKEN}'],
    ios: { bundleId: 'com.example.shop', environment: 'development' },
    android: { packageName: 'com.example.shop' },
  });
});

it('an app for Android alone has a package name to be filled in', () => {
  const entry = gatewayEntry({ name: '…', platforms: ['android'], settings: {} }, information);
  expect(JSON.parse(entry)).toMatchObject({ id: 'app', android: { packageName: 'your.package.name' } });
});
