import { RegistrationRecord } from '@journeys-push/contract/backend-gateway';
import type { CheckByHandOptions } from '@journeys-push/sandbox/check';
import { ask, type Remote } from '../gateway/remote.ts';
import { Refusal } from '../refusal.ts';

type DevicesOf = NonNullable<CheckByHandOptions['devicesOf']>;
type Known = RegistrationRecord['known'][number];

/** How long one look may take: the next one follows. */
const ANSWER_MS = 10_000;

/** What Dynamics is known to hold, as a gateway says it: the nearest to the channel's own table that can be asked. */
export const devicesKnownTo =
  (gateway: Remote): DevicesOf =>
  async (installationId, signal) => {
    try {
      const path = `/v1/registrations/${installationId}`;
      const answer = await ask(gateway, { path, withinMs: ANSWER_MS, signal });
      return rowsOf(RegistrationRecord.parse(await answer.json()));
    } catch (error) {
      // An app that has not spoken to its gateway yet.
      if (error instanceof Refusal && error.code === 'installation-unknown') return [];
      throw error;
    }
  };

/** What is on its way out, or gone, is no row any more. */
function rowsOf({ platform, known }: RegistrationRecord): Awaited<ReturnType<DevicesOf>> {
  return known.flatMap((one) => {
    const result = resultOf(one);
    if (!result) return [];
    return [
      {
        ...{ userId: one.dynamicsUserId, platform, token: `…${one.tokenTail ?? ''}`, result },
        ...(one.reason === undefined ? {} : { reason: one.reason }),
        ...(one.requestId === undefined ? {} : { requestId: one.requestId }),
        at: Date.parse(one.since),
      },
    ];
  });
}

function resultOf({ state }: Known): 'Pending' | 'Success' | 'Failed' | undefined {
  if (state === 'registered') return 'Success';
  if (state === 'refused') return 'Failed';
  return state === 'queued' || state === 'sent' ? 'Pending' : undefined;
}
