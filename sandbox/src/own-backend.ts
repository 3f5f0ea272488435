import { ControlFailure } from './control/problem.ts';
import type { ChannelDevice, Phone } from './control/wire.ts';
import type { DynamicsTwin } from './dynamics/start.ts';
import type { Timeline } from './timeline.ts';
import { maskToken, newTraceId } from './trace.ts';

/** How long Dynamics may take for its verdict, in real milliseconds. */
const VERDICT_WITHIN_MS = 10_000;

/** An app's own backend, as far as Dynamics knows it. */
export interface OwnBackend {
  /** Resolves with the row of the device table once it has a verdict. */
  register(phone: Pick<Phone, 'platform' | 'token'>, userId: string): Promise<ChannelDevice>;
}

export interface OwnBackendOptions {
  dynamics: DynamicsTwin;
  mobileAppId: string;
  timeline: Timeline;
  fetch: typeof fetch;
}

/**
 * What the backend of an app without a gateway does with the token that the page takes from `registrationInfo`: one
 * request to the Dynamics twin, over its real wire.
 */
export function createOwnBackend({
  dynamics,
  mobileAppId,
  timeline,
  fetch: send,
}: OwnBackendOptions): OwnBackend {
  const settled = (traceId: string) => {
    let stop: () => void = () => {};
    let timer: NodeJS.Timeout | undefined;
    const verdict = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, VERDICT_WITHIN_MS);
      stop = timeline.subscribe((event) => {
        if (event.traceId === traceId && VERDICTS.has(event.kind)) resolve();
      });
    });
    return verdict.finally(() => {
      clearTimeout(timer);
      stop();
    });
  };
  return {
    async register({ platform, token }, userId) {
      const { publicEndpoint, organizationId, accessTokens } = dynamics.developerInformation(mobileAppId);
      const traceId = newTraceId();
      const verdict = settled(traceId);
      const answer = await send(
        `${publicEndpoint}/api/v1.0/orgs/${organizationId}/pushdeviceregistration/devices`,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-ms-track-registration': 'true',
            traceparent: `00-${traceId}-${traceId.slice(0, 16)}-01`,
          },
          body: JSON.stringify({
            ...{ MobileAppId: mobileAppId, UserId: userId, ApiToken: accessTokens[0] ?? '' },
            ...(platform === 'ios' ? { ApnsDeviceToken: token } : { FcmDeviceToken: token }),
          }),
        },
      );
      await answer.body?.cancel();
      if (!answer.ok) throw new ControlFailure('admin-refused', `Dynamics answered ${answer.status}`);
      await verdict;
      const row = rowOf(dynamics, token, userId);
      if (!row)
        throw new ControlFailure('admin-refused', 'Dynamics did not take the ApiToken of the channel');
      return row;
    },
  };
}

const VERDICTS = new Set(['registration.settled', 'registration.given-up', 'registration.ignored']);

const plain = (id: string) => id.replaceAll('-', '').toLowerCase();

function rowOf(dynamics: DynamicsTwin, token: string, userId: string): ChannelDevice | undefined {
  const row = dynamics
    .devices({ fullTokens: true })
    .find((one) => one.token === token && plain(one.userId) === plain(userId));
  if (!row) return undefined;
  const { platform, result, reason, details, requestId, registeredAt } = row;
  const why = details ?? reason;
  return {
    ...{ userId: row.userId, platform, token: maskToken(token), result, requestId, at: registeredAt },
    ...(why === undefined ? {} : { reason: why }),
  };
}
