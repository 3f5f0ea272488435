import type { ChannelDevice } from '../../control/wire.ts';
import type { CheckedChannel } from '../channel.ts';
import { NotPassed } from '../verdict.ts';

export interface TenantChannelOptions {
  /** What Dynamics is known to hold for an installation; absent: nobody can look. */
  devicesOf?: DevicesOf | undefined;
  installationId(): string | null;
  /** Dynamics decides in seconds, most often. */
  holdsWithinMs?: number;
  /** Aborted: nobody waits for Dynamics any more. */
  signal?: AbortSignal | undefined;
}

/** Asks until the signal is aborted. */
export type DevicesOf = (installationId: string, signal?: AbortSignal) => Promise<ChannelDevice[]>;

/** A gateway is not asked more often than this. */
const ASK_MS = 500;

/** The mobile app channel of somebody's tenant: the gateway says what it holds, a person sends. */
export function createTenantChannel(options: TenantChannelOptions): CheckedChannel {
  const { devicesOf, installationId, holdsWithinMs = 60_000, signal } = options;
  let asked: { at: number; rows: Promise<ChannelDevice[]> } | undefined;
  return {
    ...{ open: devicesOf !== undefined, holdsWithinMs },
    async devicesWith(token) {
      if (!devicesOf) throw unseen();
      // Whoever looks again and again does so no more.
      signal?.throwIfAborted();
      const id = installationId();
      if (id === null) return [];
      if (!asked || Date.now() - asked.at >= ASK_MS) asked = { at: Date.now(), rows: devicesOf(id, signal) };
      const rows = await asked.rows.catch((error: Error) => {
        throw unanswered(error);
      });
      // Whose token nobody has seen is still known by the installation.
      return token === '' ? rows : rows.filter((row) => row.token.slice(-8) === token.slice(-8));
    },
    send: async ({ contactId, title }) => ({
      ...{ id: BY_HAND, traceId: BY_HAND, trackingId: '', contactId, title, at: Date.now() },
      ...{ opened: false, clicked: false },
      // Of whom it reached, nobody tells us.
      devices: [{ platform: 'ios', token: '', result: 'sent' }],
    }),
    trace: async () => [
      {
        ...{ seq: 1, at: Date.now(), traceId: BY_HAND, hop: 'dynamics', kind: 'push.by-hand' },
        summary: 'a person was asked to send it',
      },
    ],
  };
}

const unanswered = ({ message }: Error) =>
  new NotPassed('blocked', {
    expected: 'the gateway to say what Dynamics holds',
    came: message,
    remedy: 'See that the gateway can be reached from this computer, and run the check again.',
  });

const BY_HAND = 'by-hand';

const unseen = () =>
  new NotPassed('blocked', {
    expected: 'somebody who can look into the device table of Dynamics',
    came: 'nobody: the check was given no gateway to ask',
    remedy:
      'Run the check with --gateway URL and JOURNEYS_PUSH_API_KEY, or look at the mobile app’s tab Mobile devices in Dynamics yourself.',
  });
