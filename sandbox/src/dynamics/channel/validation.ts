import { newTraceId } from '../../trace.ts';
import type { MobileApp, Platform, Validation } from '../records.ts';
import { invisibleApnsPush, invisibleFcmPush } from '../sending/payload.ts';
import type { Twin } from '../twin.ts';
import { sameId } from './devices.ts';

/** As the form shows it (facts: dynamics.md §8). `connected`: valid, and a device is registered (inferred). */
export interface CredentialValidation {
  state: Validation['state'] | 'connected';
  /** The provider's, of what is invalid. */
  reason?: string;
}

/** Tokens that no phone can have: a provider that refuses only these has accepted the sender. */
const IMPOSSIBLE = { ios: '0'.repeat(64), android: 'credential-validation' } as const;

/** What a provider says about a token, not about its sender. */
const ABOUT_THE_TOKEN = new Set([
  ...['BadDeviceToken', 'Unregistered', 'ExpiredToken', 'DeviceTokenNotForTopic'],
  ...['INVALID_ARGUMENT', 'UNREGISTERED'],
]);

/**
 * Asks the providers whether the app's credentials are good, by a push to a token that no phone has; how the real
 * product asks is not documented. A key for both environments is good in either mode: a wrong mode shows only with a
 * real token (§11). Platforms that have no credentials or are switched off are not asked.
 */
export async function validateCredentials(twin: Twin, app: MobileApp): Promise<void> {
  await Promise.all([validate(twin, app, 'ios'), validate(twin, app, 'android')]);
}

/** Goes on with what an earlier run had begun to check. */
export function resumeValidations(twin: Twin): void {
  for (const app of twin.state.mobileApps.values()) {
    const { ios, android } = app.validation;
    if (ios.state === 'checking' || android.state === 'checking') {
      twin.background.run(() => validateCredentials(twin, app));
    }
  }
}

const isAsked = (app: MobileApp, platform: Platform) => app[platform] !== undefined && app.active[platform];

/** Marks what is to be checked. */
export function beginValidation(app: MobileApp): void {
  for (const platform of ['ios', 'android'] as const) {
    app.validation[platform] = { state: isAsked(app, platform) ? 'checking' : 'not-started' };
  }
}

/** Marks them as checked. */
export async function trustCredentials(app: MobileApp): Promise<void> {
  for (const platform of ['ios', 'android'] as const) {
    if (isAsked(app, platform)) app.validation[platform] = { state: 'valid' };
  }
}

async function validate(twin: Twin, app: MobileApp, platform: Platform): Promise<void> {
  const credentials = app[platform];
  if (!isAsked(app, platform)) return;
  app.validation[platform] = { state: 'checking' };
  const traceId = newTraceId();
  const about = { traceId, hop: 'dynamics' as const, detail: { mobileAppId: app.mobileAppId, platform } };
  twin.timeline.record({
    ...{ ...about, kind: 'channel.checking' },
    summary: 'Dynamics checks credentials by a push that no phone can get; that its token is refused is well',
  });
  const target = { app, token: IMPOSSIBLE[platform], traceId };
  const answer = await twin.sender.send(
    platform === 'ios'
      ? { ...target, platform, apns: invisibleApnsPush() }
      : { ...target, platform, fcm: invisibleFcmPush() },
  );
  // Replaced or switched off meanwhile, or cut off by the end of the twin: this answer is about something else.
  if (app[platform] !== credentials || !isAsked(app, platform) || !twin.background.open) return;
  const valid = answer.ok || ABOUT_THE_TOKEN.has(answer.reason);
  app.validation[platform] = valid ? { state: 'valid' } : { state: 'invalid', reason: answer.reason };
  twin.timeline.record({
    ...{ ...about, kind: 'channel.validated', outcome: valid ? 'ok' : 'failed' },
    summary: valid
      ? 'The provider accepts the mobile app’s credentials'
      : 'The provider refuses the mobile app’s credentials',
    detail: { ...about.detail, ...(valid ? {} : { reason: answer.reason }) },
  });
}

/** What the form shows now. */
export function shownValidation(
  { state }: Pick<Twin, 'state'>,
  app: MobileApp,
): Record<Platform, CredentialValidation> {
  const has = (platform: Platform) =>
    state.devices
      .all()
      .some(
        (row) =>
          row.platform === platform &&
          row.result === 'Success' &&
          sameId(row.mobileAppId) === sameId(app.mobileAppId),
      );
  const shown = (platform: Platform): CredentialValidation => {
    const kept = app.validation[platform];
    return kept.state === 'valid' && has(platform) ? { state: 'connected' } : { ...kept };
  };
  return { ios: shown('ios'), android: shown('android') };
}
