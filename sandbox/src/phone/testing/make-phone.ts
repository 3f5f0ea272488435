import { AppConfig, type AppConfigInput } from '@journeys-push/contract/app-config';
import type { ProfileName } from '../../control/wire.ts';
import { createTimeline } from '../../timeline.ts';
import type { PhoneOptions } from '../options.ts';
import { createPhone } from '../phone.ts';
import { builtInProfiles } from '../profiles/catalogue.ts';
import { createProbe } from './probe-shell.ts';
import { createFakeNetwork } from './push-network.ts';

export const origins = { site: 'https://shop.example', phone: 'http://p1.push.localhost:4400' };

export const appConfig = (more: Partial<AppConfigInput> = {}): AppConfig =>
  AppConfig.parse({
    site: { url: `${origins.site}/start` },
    identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
    pushProvider: 'microsoft-dynamics',
    ...more,
  });

/** A phone with its push service and timeline, ready for a test. */
export function makePhone(profile: ProfileName, more: Partial<PhoneOptions> = {}) {
  const timeline = createTimeline();
  const network = createFakeNetwork(
    builtInProfiles().get(profile)?.platform === 'ios' ? 'development' : undefined,
  );
  const options: PhoneOptions = {
    id: 'p1',
    profile,
    config: appConfig(),
    origins,
    bridge: '',
    push: network,
    timeline,
    ...more,
  };
  const phone = createPhone(options);
  /** Kinds of the timeline's events, in order. */
  const kinds = () => timeline.list().map(({ kind }) => kind);
  return { phone, network, timeline, kinds, options };
}

/** The same with a probe for a core. */
export function makeProbedPhone(profile: ProfileName, more: Partial<PhoneOptions> = {}) {
  const probe = createProbe();
  return { probe, ...makePhone(profile, { createShell: probe.createShell, ...more }) };
}
