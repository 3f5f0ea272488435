import type { ControlClient } from '../../control/client.ts';
import type { CheckedChannel } from '../channel.ts';
import { REGISTRATION_MS } from '../stage.ts';

/** The mobile app channel of the sandbox's Dynamics twin. */
export function createLabChannel(control: ControlClient): CheckedChannel {
  return {
    open: true,
    holdsWithinMs: REGISTRATION_MS,
    // The table shows the last 8 characters of a token, as Dynamics does not show more than it must.
    devicesWith: async (token) =>
      (await control.devices()).filter((row) => row.token.slice(-8) === token.slice(-8)),
    send: ({ contactId, title, link }) =>
      control.sendPush({ contact: contactId, title, body: 'Sent by the checklist.', link }),
    trace: (traceId) => control.timeline({ traceId }),
  };
}
