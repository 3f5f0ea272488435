import { createHash, randomBytes } from 'node:crypto';
import { maskToken } from '../../trace.ts';
import type { AccessToken, MobileApp } from '../records.ts';
import type { Twin } from '../twin.ts';
import { sameId } from './devices.ts';

/** 256 bytes of standard base64, 344 characters (facts: dynamics.md §8). */
export const newAccessToken = (at: number): AccessToken => ({
  token: randomBytes(256).toString('base64'),
  generatedAt: at,
});

/** An access token without the token itself. */
export interface AccessTokenRow {
  /** Names it; tells nothing about it. */
  id: string;
  /** Its last characters. */
  ending: string;
  /** Milliseconds since the epoch; 0: not known. */
  generatedAt: number;
}

export const accessTokenRow = ({ token, generatedAt }: AccessToken): AccessTokenRow => ({
  id: createHash('sha256').update(token).digest('hex').slice(0, 16),
  ending: maskToken(token),
  generatedAt,
});

/**
 * Whether the ApiToken belongs to this app in this organization (§2 `ApiTokenNotValid`). It works from the moment it
 * is generated, and for ever: no expiry is documented (§10 #25). That it also works while credentials show invalid is
 * assumed (switch `tokenOfInvalidApp`; §8).
 */
export function isAuthorized(
  { state, now, switches }: Pick<Twin, 'state' | 'now' | 'switches'>,
  call: { organizationId: string; mobileAppId: string; apiToken: string },
): boolean {
  if (sameId(call.organizationId) !== sameId(state.organizationId)) return false;
  const app = state.mobileApps.get(sameId(call.mobileAppId));
  const known = app?.accessTokens.find(({ token }) => token === call.apiToken);
  const { accessTokenLifetimeMs, tokenOfInvalidApp } = switches.get();
  if (!(app && known)) return false;
  if (tokenOfInvalidApp === 'refused' && showsInvalid(app)) return false;
  return now() - known.generatedAt < (accessTokenLifetimeMs ?? Infinity);
}

const showsInvalid = ({ validation: { ios, android } }: MobileApp): boolean =>
  ios.state === 'invalid' || android.state === 'invalid';
