import { randomBytes } from 'node:crypto';
import type { AccessToken } from '../records.ts';
import type { Twin } from '../twin.ts';
import { sameId } from './devices.ts';

/** 256 bytes of standard base64, 344 characters (facts: dynamics.md §8). */
export const newAccessToken = (at: number): AccessToken => ({
  token: randomBytes(256).toString('base64'),
  generatedAt: at,
});

/**
 * Whether the ApiToken belongs to this app in this organization (§2 `ApiTokenNotValid`). It works from the moment it
 * is generated, and for ever: no expiry is documented (§10 #25).
 */
export function isAuthorized(
  { state, now, switches }: Pick<Twin, 'state' | 'now' | 'switches'>,
  call: { organizationId: string; mobileAppId: string; apiToken: string },
): boolean {
  if (sameId(call.organizationId) !== sameId(state.organizationId)) return false;
  const known = state.mobileApps
    .get(sameId(call.mobileAppId))
    ?.accessTokens.find(({ token }) => token === call.apiToken);
  const lifetime = switches.get().accessTokenLifetimeMs ?? Infinity;
  return known !== undefined && now() - known.generatedAt < lifetime;
}
