import { isLoopback } from './hosts.ts';

/** The names of Entra that clients are configured with; one service behind them. */
export const ENTRA_HOSTS = ['login.microsoftonline.com', 'login.microsoft.com', 'login.windows.net'];

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Seconds that an access token is good for: "about 1 h" (facts: dynamics.md §7). */
export const TOKEN_LIFE = 3599;

/** Of tokens for Dataverse, which asks for version 1 (assumed). */
export const issuerOf = (tenantId: string): string => `https://sts.windows.net/${tenantId}/`;

/** Where clients that came by `origin` find Entra: at the twin itself unless they know it by its real name. */
export function entraOriginFor(origin: string): string {
  return isLoopback(new URL(origin).hostname) ? origin : 'https://login.microsoftonline.com';
}
