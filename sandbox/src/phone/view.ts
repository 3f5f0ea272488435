import type { Phone } from '../control/wire.ts';
import { type Origins, toPhone } from './origins.ts';
import type { PermissionDialog } from './permission-dialog.ts';
import { type Profile, profiles } from './profiles.ts';
import type { PhoneState } from './state.ts';
import { trayItem } from './tray.ts';

export interface ViewOptions {
  id: string;
  profile: Phone['profile'];
  name: string;
  appName: string;
  origins: Origins;
  state: PhoneState;
  dialog: PermissionDialog;
  connected: boolean;
}

/** The phone as the control API tells it. */
export function viewOf(options: ViewOptions): Phone {
  const { id, profile, name, appName, origins, state, dialog, connected } = options;
  const { platform, apiLevel, model, facts }: Profile = profiles[profile];
  return {
    id,
    profile,
    name,
    platform,
    osVersion: facts.osVersion,
    ...(apiLevel === undefined ? {} : { apiLevel }),
    model,
    state: state.app,
    online: state.online,
    permission: { status: state.permission.status, canAskAgain: dialog.read().canAskAgain },
    dialog: dialog.visible() ? { kind: 'notifications', appName } : null,
    settingsOpen: state.settingsOpen,
    installationId: state.installationId,
    token: state.token,
    registration: registrationOf(state),
    page: { url: toPhone(origins, state.url), generation: state.generation, connected },
    browser: state.browser,
    tray: state.tray.map(trayItem),
  };
}

function registrationOf({ registration }: PhoneState): Phone['registration'] {
  const { since: _, ...view } = registration;
  return view;
}
