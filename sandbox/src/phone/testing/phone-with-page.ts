import bridge from '@journeys-push/bridge/iife';
import type { ProfileName } from '../../control/wire.ts';
import type { PhoneOptions } from '../options.ts';
import { openVmPage } from '../vm-page.ts';
import { createFakeGateway } from './fake-gateway.ts';
import { appConfig, makePhone } from './make-phone.ts';

/** A phone that runs the shell's real core, with a page in its WebView and a gateway that confirms everything. */
export function makePhoneWithPage(
  profile: ProfileName,
  scripts: readonly string[] = [],
  more: Partial<PhoneOptions> = {},
) {
  const gateway = createFakeGateway();
  const config = appConfig({ gateway: { url: 'https://gateway.example' } });
  const made = makePhone(profile, { config, bridge, fetch: gateway.fetch, ...more });
  return { ...made, gateway, page: openVmPage(made.phone, { scripts: [...scripts] }) };
}
