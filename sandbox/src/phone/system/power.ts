import type { AppConfig } from '@journeys-push/contract/app-config';
import { systemClock } from '../app/clock.ts';
import { OWN } from '../delivery/channels.ts';
import type { PhoneOptions } from '../options.ts';
import { permissionRules, ruleFor } from '../permission/permission.ts';
import type { Profile } from '../profiles/profile.ts';
import { type PhoneState, StoredPhone } from '../state.ts';
import type { SystemState } from './system.ts';

/** What belongs to the app and goes with it. */
export const freshlyInstalled = ({ site }: AppConfig, system: SystemState) => ({
  opened: false,
  forceStopped: false,
  permission: permissionRules[ruleFor(system)].initial,
  channels: [],
  badge: 0,
  woken: [],
  store: {},
  tray: [],
  url: site.url,
  installationId: null,
  registration: { state: 'none' as const },
});

/**
 * A phone as it is when its power comes on: as it was left, without a running app; or new, with the app on it. What an
 * older snapshot does not tell is as on a new phone.
 */
export function switchedOn(
  { config, push, clock = systemClock, state }: PhoneOptions,
  profile: Profile,
): PhoneState {
  const saved: object =
    state === undefined ? { token: push.createToken() } : (structuredClone(state) as object);
  const system: SystemState = systemOf(profile);
  const stored = StoredPhone.parse({
    ...freshlyInstalled(config, system),
    ...{ system, timeZone: profile.facts.timeZone, language: profile.facts.language },
    ...{ online: true, doze: false, focus: false, clockSkewMs: 0, tokenFetched: false, generation: 0 },
    tokens: [],
    ...saved,
  });
  // A snapshot from before channels were kept: the app had made its own when it was opened.
  if (!('channels' in saved) && stored.opened && system.platform === 'android') stored.channels.push(OWN);
  if (stored.tokens.length === 0) {
    const why = state === undefined ? 'first-start' : 'earlier';
    stored.tokens.push({ ending: stored.token.slice(-8), at: clock.now(), why });
  }
  return { ...stored, app: 'killed', settingsOpen: false, browser: null };
}

const systemOf = ({ platform, apiLevel, targetLevel, facts }: Profile): SystemState => ({
  ...{ platform, osVersion: facts.osVersion },
  ...(apiLevel === undefined ? {} : { apiLevel }),
  ...(targetLevel === undefined ? {} : { targetLevel }),
});
