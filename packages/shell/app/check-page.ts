import type { AppConfig } from '@journeys-push/contract/app-config';

/**
 * The same app on the page of `journeys-push check --phone` instead of its site (docs/device-test.md): for debug builds
 * only, where `settings.ts` loads this. What the app allows its site, it allows that page as well, and nothing else.
 */
export function onCheckPage(config: AppConfig, address: string): AppConfig {
  const page = originOf(address);
  if (!page)
    throw new Error(`EXPO_PUBLIC_JOURNEYS_PUSH_CHECK must be an http or https URL, not "${address}".`);
  const { url, origins = [originOf(url) ?? ''] } = config.site;
  return { ...config, site: { url: address, origins: [...origins, page] } };
}

/** React Native's own `URL` takes nothing apart. */
const originOf = (url: string): string | undefined => /^https?:\/\/[^/?#@\\\s]+(?=[/?#]|$)/.exec(url)?.[0];
