import type { Socket } from 'node:net';
import type { PushHeaders } from './headers.ts';
import type { Claims } from './provider-token.ts';
import type { ApnsEnvironment, ApnsReason } from './wire.ts';

/** Who sends, once it is known. */
export interface Sender {
  /** The topic of a push that names none: of a certificate with one topic (facts: apns-fcm-phones.md §1.4). */
  topic?: string;
  allows(push: PushHeaders): boolean;
}

/** What the twin knows of one connection, for as long as it lives. */
export interface Connection {
  environment: ApnsEnvironment;
  /** Where it arrived; absent in tests of the checks alone. */
  socket?: Pick<Socket, 'localAddress' | 'localPort'>;
  /** What the client's certificate makes of it; absent: it showed none, and each request needs a provider token. */
  certificate?: Sender | ApnsReason;
  /** The provider token last accepted … */
  authenticated?: Claims;
  /** … and the one of the related key, where there is one (§1.3). */
  related?: Claims;
  /** Called once, when the first request has shown who sends. */
  proven?: (() => void) | undefined;
}
