import type { ControlClient } from '../../control/client.ts';
import type { Driver } from '../checklist.ts';
import { openRemotePage } from './remote-page.ts';
import { createRemotePhone } from './remote-phone.ts';

/** Drives phones over the control API alone; their pages are wherever they are shown. */
export const remoteDriver =
  (control: ControlClient, signal: AbortSignal): Driver =>
  ({ id, name }, { api, home, note }) => {
    const page = openRemotePage({ control, id, signal, api, note });
    return createRemotePhone({ id, name, page, control, home });
  };
