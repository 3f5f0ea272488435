import type { RegistrationPost } from '@journeys-push/contract/backend-gateway';
import type { RegisterItem } from '../installations/register.ts';

/**
 * What a page's `registrationInfo()` says, as a device to register. Facts are whatever it said about itself, but for
 * what holds a token, which is never kept in the clear, and the state of a registration, which is ours to know.
 */
export function itemOf(post: RegistrationPost, dynamicsUserId: string | undefined): RegisterItem {
  const { userId, info, environment, force = false } = post;
  const { installationId, platform, appId, apnsToken, fcmToken, registration: _, ...said } = info;
  const value = (platform === 'ios' ? apnsToken : fcmToken) || undefined;
  const tokens = [apnsToken, fcmToken].filter((token) => typeof token === 'string' && token !== '');
  const inJson = tokens.map((token) => JSON.stringify(token).slice(1, -1));
  const holdsToken = (fact: unknown) => {
    const said = JSON.stringify(fact);
    return inJson.some((token) => said.includes(token));
  };
  return {
    installationId: installationId.toLowerCase(),
    platform,
    appId,
    facts: Object.fromEntries(Object.entries(said).filter((fact) => !holdsToken(fact))),
    token: value ? { value, ...(platform === 'ios' && { environment }) } : null,
    // A page gets a token only while its person allows notifications.
    notificationsEnabled: post.notificationsEnabled ?? value !== undefined,
    userId,
    dynamicsUserId,
    force,
  };
}
