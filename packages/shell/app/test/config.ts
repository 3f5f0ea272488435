import { AppConfig, type AppConfigInput } from '@journeys-push/contract/app-config';

export const SITE = 'https://shop.example';
export const HOME = `${SITE}/start`;

export const configOf = (more: Partial<AppConfigInput> = {}): AppConfig =>
  AppConfig.parse({
    site: { url: HOME },
    identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
    pushProvider: 'microsoft-dynamics',
    ...more,
  });
