import { loadFirebaseAdmin } from './sending/fcm-sender.ts';
import { createPushSender, type ProviderEndpoints } from './sending/push-sender.ts';
import { type DynamicsTwin, type DynamicsTwinOptions, startWithSender } from './start.ts';

/** Starts the twin of Dynamics, which sends through APNs and FCM at `providers`. Rejects when the port is taken. */
export async function startDynamicsTwin(
  options: DynamicsTwinOptions & { providers: ProviderEndpoints; preload?: boolean },
): Promise<DynamicsTwin> {
  const { providers, preload = true, ...rest } = options;
  const twin = await startWithSender(rest, createPushSender(providers, options.timeline.link));
  // In the background: the first push to an Android device need not wait for it. A failure shows at that push.
  if (preload) void loadFirebaseAdmin().catch(() => undefined);
  return twin;
}
