import type { FaultBoard } from '../faults.ts';
import type { Platform } from '../records.ts';
import type { SendResult } from './channel-sender.ts';
import type { PushSender } from './push-sender.ts';

/**
 * What stands before the providers: a platform that an admin has switched off is not sent to (what then becomes of a
 * push is not documented), and a fault of the route `send` speaks in the provider's place.
 */
export function guardSender(sender: PushSender, faults: Pick<FaultBoard, 'strikeWork'>): PushSender {
  return {
    async send(push) {
      if (!push.app.active[push.platform]) return switchedOff(push.platform);
      const refused = faults.strikeWork('send', push.token);
      return refused ? { ok: false, reason: refused.reason } : sender.send(push);
    },
    close: () => sender.close(),
  };
}

const switchedOff = (platform: Platform): SendResult => ({
  ok: false,
  reason: `the mobile app is switched off for ${platform === 'ios' ? 'iOS' : 'Android'}`,
});
