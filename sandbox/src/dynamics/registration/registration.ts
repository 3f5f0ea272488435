import { randomUUID } from 'node:crypto';
import { maskToken } from '../../trace.ts';
import { isAuthorized } from '../channel/access-tokens.ts';
import { sameId } from '../channel/devices.ts';
import type { Callback, Registration } from '../records.ts';
import type { Twin } from '../twin.ts';
import type { RegisterItem } from '../wire.ts';
import { type Outcome, settleOutcome } from './outcome.ts';
import { decide } from './verdict.ts';
import { tellCallback } from './webhook.ts';

/** What one request says about all its items. */
interface RegistrationRequest {
  organizationId: string;
  /** `x-ms-track-registration: true`: the outcome is kept for the status call. */
  tracked: boolean;
  callback?: Omit<Callback, 'apiToken'>;
  traceId: string;
}

/**
 * Accepts valid registrations; returns their RegistrationRequestIds in request order. The work goes on afterwards. An
 * undefined item was not valid: it has an id, and nothing comes of it.
 *
 * With a bad ApiToken no history is kept, so that the status stays Pending for ever and no callback comes, unless the
 * switch `invalidTokenOutcome` says otherwise (facts: dynamics.md §2, §10 #5). An app or organization that the token
 * does not belong to counts as such (assumed for this call).
 */
export function acceptRegistrations(
  twin: Twin,
  items: (RegisterItem | undefined)[],
  request: RegistrationRequest,
): string[] {
  return items.map((item) => (item ? accept(twin, toRegistration(twin, item, request)) : randomUUID()));
}

function accept(twin: Twin, registration: Registration): string {
  report(twin, registration, {
    kind: 'registration.accepted',
    summary: 'Dynamics accepted a registration; its outcome is still open',
  });
  if (registration.authorized || twin.switches.get().invalidTokenOutcome !== 'pending') {
    twin.state.queue.set(registration.requestId, registration);
    if (registration.authorized) showPending(twin, registration);
    twin.background.run(() => settle(twin, registration));
  } else {
    report(twin, registration, {
      kind: 'registration.ignored',
      summary: 'The ApiToken is not valid for this app: the registration stays Pending for ever',
      outcome: 'failed',
    });
  }
  return registration.requestId;
}

/** Goes on with what an earlier run accepted and did not finish. */
export function resumeRegistrations(twin: Twin): void {
  for (const registration of twin.state.queue.values()) {
    twin.background.run(() => settle(twin, registration));
  }
}

function toRegistration(twin: Twin, item: RegisterItem, request: RegistrationRequest): Registration {
  const { MobileAppId: mobileAppId, UserId: userId, ApiToken: apiToken } = item;
  const { organizationId, tracked, callback, traceId } = request;
  const app = twin.state.mobileApps.get(sameId(mobileAppId));
  const person = twin.state.people.get(sameId(userId));
  return {
    ...{ requestId: randomUUID(), tracked, traceId, at: twin.now() },
    ...{ mobileAppId: oneOf(mobileAppId, app?.mobileAppId), userId: oneOf(userId, person?.id) },
    ...(item.ApnsDeviceToken
      ? { platform: 'ios', token: item.ApnsDeviceToken }
      : { platform: 'android', token: item.FcmDeviceToken ?? '' }),
    authorized: isAuthorized(twin, { organizationId, mobileAppId, apiToken }),
    ...(callback ? { callback: { ...callback, apiToken } } : {}),
  };
}

/** Two equal texts take the room of two: of the request's and our own, ours. */
const oneOf = (text: string, own: string | undefined): string => (own === text ? own : text);

/** The channel's device table shows it at once; a stored device's row stays as it is. */
function showPending({ state }: Twin, registration: Registration): void {
  if (state.devices.get(registration)?.result === 'Success') return;
  const { mobileAppId, userId, platform, token, at, requestId } = registration;
  state.devices.put({ mobileAppId, userId, platform, token, registeredAt: at, result: 'Pending', requestId });
}

async function settle(twin: Twin, registration: Registration): Promise<void> {
  await twin.wait(twin.switches.get().registrationDelayMs);
  const refused = await decide(twin, registration);
  if (!twin.background.open) return;
  const outcome = await settleOutcome(twin, registration, refused);
  if (!outcome) return;
  report(twin, registration, eventOf(outcome));
  if (registration.callback && outcome.told) await tellCallback(twin, registration, outcome.verdict);
}

const eventOf = ({ verdict, givenUp }: Outcome): ReportedEvent =>
  givenUp
    ? {
        kind: 'registration.given-up',
        summary:
          'Dataverse was throttled for too long: the outcome is not recorded, the status stays Pending',
        outcome: 'failed',
        detail: { ...verdict },
      }
    : {
        kind: 'registration.settled',
        summary: verdict.details ?? `Registration: ${verdict.reason ?? verdict.status}`,
        outcome: verdict.status === 'Success' ? 'ok' : 'failed',
        detail: { ...verdict },
      };

interface ReportedEvent {
  kind: string;
  summary: string;
  outcome?: 'ok' | 'failed';
  detail?: Record<string, unknown>;
}

function report(
  { timeline }: Twin,
  { requestId, mobileAppId, userId, platform, token, tracked, traceId }: Registration,
  event: ReportedEvent,
): void {
  const detail = { requestId, mobileAppId, userId, platform, token: maskToken(token), tracked };
  timeline.record({ traceId, hop: 'dynamics', ...event, detail: { ...detail, ...event.detail } });
}
