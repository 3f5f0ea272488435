import type { AppConfig } from '@journeys-push/contract/app-config';
import type { PhoneOptions } from './options.ts';
import { permissionRules } from './permission.ts';
import { profiles } from './profiles.ts';
import { type PhoneState, StoredPhone } from './state.ts';

/** What belongs to the app and goes with it. */
export const freshlyInstalled = ({ site }: AppConfig) => ({
  opened: false,
  store: {},
  tray: [],
  url: site.url,
  installationId: null,
  registration: { state: 'none' as const },
});

/** A phone as it is when its power comes on: as it was left, without a running app; or new, with the app on it. */
export function switchedOn({ profile, config, push, state }: PhoneOptions): PhoneState {
  const stored: StoredPhone =
    state === undefined
      ? {
          ...freshlyInstalled(config),
          online: true,
          permission: permissionRules[profiles[profile].permission].initial,
          token: push.createToken(),
          tokenFetched: false,
          generation: 0,
        }
      : StoredPhone.parse(structuredClone(state));
  return { ...stored, app: 'killed', settingsOpen: false, browser: null };
}
