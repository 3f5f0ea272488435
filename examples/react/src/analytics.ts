import type { PushState } from '@journeys-push/bridge/react';

/** Where registrations are told to: `VITE_ANALYTICS_URL` of the build. Without it nothing is asked and nothing sent. */
export const ENDPOINT: string | undefined = import.meta.env.VITE_ANALYTICS_URL;

let last = '';

/**
 * Sends what the app says of this device, to join it with what a warehouse knows: installation, token, platform and the
 * registration with its user. The same is sent once. False: nobody took it. Call it only with the person's consent.
 */
export async function sendRegistration(info: NonNullable<PushState['info']>): Promise<boolean> {
  if (!ENDPOINT) return false;
  const body = JSON.stringify({ event: 'registration', info });
  if (body === last) return true;
  last = body;
  // `keepalive`: it gets there even if the person leaves the page at once.
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(ENDPOINT, { method: 'POST', headers, body, keepalive: true }).catch(
    () => undefined,
  );
  if (!answer?.ok) last = '';
  return answer?.ok ?? false;
}
