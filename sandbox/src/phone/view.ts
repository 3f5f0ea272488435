import type { Phone } from '../control/wire.ts';
import { trayItem } from './delivery/tray.ts';
import { type Origins, toPhone } from './origins.ts';
import type { PermissionDialog } from './permission/permission-dialog.ts';
import type { Profile } from './profiles/profile.ts';
import type { PhoneState } from './state.ts';

export interface ViewOptions {
  id: string;
  kind: Profile;
  name: string;
  appName: string;
  origins: Origins;
  state: PhoneState;
  dialog: PermissionDialog;
  page: Pick<Phone['page'], 'connected' | 'loading' | 'byTest'>;
}

/** The phone as the control API tells it. */
export function viewOf(options: ViewOptions): Phone {
  const { id, kind, name, appName, origins, state, dialog, page } = options;
  return {
    id,
    profile: kind.id,
    name,
    ...systemOf(state),
    model: kind.model,
    shape: kind.shape,
    state: state.app,
    opened: state.opened,
    ...conditionsOf(state),
    permission: { ...state.permission, canAskAgain: dialog.canAskAgain() },
    channels: [...state.channels],
    dialog: dialog.visible() ? { kind: 'notifications', appName } : null,
    settingsOpen: state.settingsOpen,
    installationId: state.installationId,
    token: state.token,
    tokens: [...state.tokens],
    registration: registrationOf(state),
    page: { url: toPhone(origins, state.url), generation: state.generation, ...page },
    browser: state.browser,
    tray: state.tray.map(trayItem),
  };
}

function systemOf({ system }: PhoneState) {
  const { platform, osVersion, apiLevel, targetLevel } = system;
  return {
    platform,
    osVersion,
    ...(apiLevel === undefined ? {} : { apiLevel }),
    ...(targetLevel === undefined ? {} : { targetLevel }),
  };
}

const conditionsOf = ({
  online,
  forceStopped,
  doze,
  focus,
  badge,
  timeZone,
  language,
  clockSkewMs,
}: PhoneState) => ({ online, forceStopped, doze, focus, badge, timeZone, language, clockSkewMs });

function registrationOf({ registration }: PhoneState): Phone['registration'] {
  const { since: _, ...view } = registration;
  return view;
}
