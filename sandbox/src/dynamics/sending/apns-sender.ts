import { randomUUID } from 'node:crypto';
import type { Provider, ResponseFailure } from '@parse/node-apn';
import type { IosCredentials } from '../records.ts';
import type { ChannelSender, SendResult } from './channel-sender.ts';
import type { ApnsPush } from './payload.ts';

interface ApnsSenderOptions {
  credentials: IosCredentials;
  endpoint: { host: string; port: number };
  /** PEM. */
  ca: string;
  /** Told `apns:<apns-id>` and the trace before each message leaves. */
  link(name: string, traceId: string): void;
}

/** How long `close` waits for what is still under way. */
const CLOSE_MS = 500;

/** Loaded by the first push to an iPhone: it takes its time. */
const loadNodeApn = () => import('@parse/node-apn');

/** A provider connection of one mobile app, on the unmodified `@parse/node-apn` (facts: apns-fcm-phones.md §3.1). */
export function openApnsSender({
  credentials,
  endpoint,
  ca,
  link,
}: ApnsSenderOptions): ChannelSender<ApnsPush> {
  const open = async () => {
    const { Provider } = await loadNodeApn();
    const options = {
      ...(credentials.authenticationMode === 'certificate'
        ? { cert: credentials.certificate, key: credentials.privateKey }
        : { token: { key: credentials.signingKey, keyId: credentials.keyId, teamId: credentials.teamId } }),
      ...{ address: endpoint.host, port: endpoint.port, ca: [ca] },
    };
    try {
      return new Provider(options);
    } catch {
      // The library takes every other address than Apple's for development, and a certificate for production does not
      // get past it. Whether it is good at this address is for the service to say.
      const provider = new Provider({ ...options, address: 'api.push.apple.com' });
      Object.assign(Reflect.get(provider, 'client').config, { address: endpoint.host });
      return provider;
    }
  };
  let opened: Promise<Provider> | undefined;
  return {
    async send({ token, traceId, push }) {
      const id = randomUUID();
      opened ??= open();
      const provider = await opened.catch((error: Error) => error.message);
      // A certificate that has expired, says the library.
      if (typeof provider === 'string') return { ok: false, reason: provider };
      const { Notification } = await loadNodeApn();
      link(`apns:${id}`, traceId);
      const notification = new Notification({
        ...{ id, topic: credentials.bundleId, pushType: push.pushType, priority: push.priority },
        ...{ aps: push.aps, payload: push.data ? { data: push.data } : {} },
      });
      // The library puts the token into the path as it is; a stray `/` or space must stay inside its segment. By
      // way of a buffer, as half a surrogate pair cannot be encoded: its replacement is as bad a token.
      const { failed } = await provider.send(notification, encodeURIComponent(Buffer.from(token).toString()));
      return failed[0] ? failure(failed[0]) : { ok: true };
    },
    async close() {
      const provider = await opened?.catch(() => undefined);
      if (provider) await shutDown(provider);
    },
  };
}

/** 410 says that the token has expired (Unregistered, ExpiredToken; facts: apns-fcm-phones.md §1.6). */
function failure({ status, response, error }: ResponseFailure): SendResult {
  const reason = response?.reason ?? error?.message ?? 'no answer from APNs';
  return { ok: false, reason, ...(status === 410 ? { gone: true } : {}) };
}

/** node-apn 8.1.0's shutdown never resolves when its session is already destroyed: do not wait for ever. */
async function shutDown(provider: Provider): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_MS);
  });
  await Promise.race([provider.shutdown(), enough]);
  clearTimeout(timer);
}
