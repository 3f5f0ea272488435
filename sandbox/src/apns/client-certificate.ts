import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { Connection, Sender } from './connection.ts';
import type { ApnsState } from './state.ts';
import { type ApnsEnvironment, TOKEN_ONLY } from './wire.ts';

/**
 * Who a client's certificate makes it (facts: apns-fcm-phones.md §1.4). It is good for its topics in its environment
 * from the first moment that it names to the last; push types that need a token are not for it. `now` is the clock of
 * its issuer, milliseconds.
 */
export function identify(
  socket: TLSSocket,
  environment: ApnsEnvironment,
  { state, now }: { state: Pick<ApnsState, 'certificateOf'>; now: () => number },
): Connection['certificate'] {
  const shown = socket.getPeerX509Certificate();
  if (!shown) return undefined;
  const known = state.certificateOf(shown.fingerprint256);
  if (!known || !isValid(shown, now())) return 'BadCertificate';
  if (known.environment && known.environment !== environment) return 'BadCertificateEnvironment';
  const { topics } = known;
  const allows: Sender['allows'] = ({ topic, pushType }) =>
    topics.includes(topic) && !TOKEN_ONLY.has(pushType);
  const [only] = topics.length === 1 ? topics : [];
  return { allows, ...(only === undefined ? {} : { topic: only }) };
}

const isValid = ({ validFrom, validTo }: X509Certificate, now: number): boolean =>
  Date.parse(validFrom) <= now && now <= Date.parse(validTo);
