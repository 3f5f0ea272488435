import { CodedError } from '@journeys-push/contract/problems';
import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import { type ResolveUser, type UserMatch, userError } from '../users/resolve.ts';
import type { Proof } from './news-store.ts';
import type { Reader } from './reader.ts';
import { isSettled, viewOf, viewOfUntold } from './view.ts';
import type { Waiters } from './waiters.ts';
import type { Writer } from './writer.ts';

export interface OwnerOptions {
  reader: Pick<Reader, 'load'>;
  writer: Pick<Writer, 'write'>;
  resolveUser: ResolveUser;
  policy: GatewayConfig['policy'];
  clock: Clock;
  waiters: Waiters;
}

/** A request about a device's owner. */
export interface OwnerRequest {
  installationId: string;
  traceId: string;
  /** How long the caller waits for Dynamics' verdict, in milliseconds. */
  waitMs: number;
  signal?: AbortSignal;
}

/** `proof`: none unless given. */
export interface BindRequest extends OwnerRequest, Partial<Proved> {
  userId: string;
}

/** What is known of who asks (identity/identity.ts). */
export interface Proved {
  /** `kept`: the same user was proved when they came. */
  proof: Proof | 'kept';
  /** Of a verified token. */
  claims?: Readonly<Record<string, unknown>>;
  /** The record they were bound to, for rules that look at claims which nobody has brought this time. */
  dynamicsUserId?: string;
  /** To be called once the binding is durable. */
  onBound?: () => Promise<void>;
}

/** Who owns a device. Each change is durable when its promise resolves, whatever the verdict. */
export interface Owner {
  /** @throws CodedError `user-…`, `superseded`, `identity-required` */
  bind(request: BindRequest): Promise<RegistrationView>;
  /** @throws CodedError `superseded` */
  unbind(request: OwnerRequest): Promise<RegistrationView>;
  /** What becomes of a wish that is durable already: that this person owns the device. @throws CodedError `superseded` */
  follow(request: OwnerRequest & { userId: string }): Promise<RegistrationView>;
  read(installationId: string): Promise<RegistrationView>;
}

export function createOwner({ reader, writer, resolveUser, policy, clock, waiters }: OwnerOptions): Owner {
  async function read(installationId: string): Promise<RegistrationView> {
    const device = await reader.load(installationId);
    return device ? viewOf(device, policy) : { state: 'none' };
  }

  async function verdict({ installationId, signal }: OwnerRequest, until: number, userId?: string) {
    const view = await waiters.wait(installationId, {
      read: () => read(installationId),
      // Time alone ends no waiting for a token or for permission.
      isDone: (now) => isSettled(now) || now.state === 'waiting' || now.userId !== userId,
      until,
      ...(signal && { signal }),
    });
    if (view.userId !== userId) throw new CodedError('superseded');
    return view;
  }

  return {
    read,
    follow: (request) => verdict(request, clock.now() + request.waitMs, request.userId),
    async bind(request) {
      const { installationId, userId, traceId, waitMs, proof = 'none', claims, onBound } = request;
      const match = orKnown(
        await resolveUser(userId, { traceId, claims, known: request.dynamicsUserId }),
        request,
      );
      if ('problem' in match) throw userError(match);
      const now = clock.now();
      const waitedUntil = now + waitMs;
      const wish = { kind: 'bind', userId, proof, waitedUntil, ...match } as const;
      const { outcome, untold } = await writer.write({ id: installationId, traceId, wish });
      if (outcome === 'unknown') throw new CodedError('installation-unknown');
      // Somebody else has come meanwhile.
      if (outcome === 'unproved') throw new CodedError('identity-required');
      await onBound?.();
      // Nothing to look up, nobody waits.
      if (untold && waitMs === 0) return viewOfUntold(userId, untold);
      return verdict(request, waitedUntil, userId);
    },
    async unbind(request) {
      const { installationId, traceId, waitMs } = request;
      const now = clock.now();
      const waitedUntil = now + waitMs;
      await writer.write({ id: installationId, traceId, wish: { kind: 'unbind', waitedUntil } });
      return verdict(request, waitedUntil);
    },
  };
}

const orKnown = (match: UserMatch, { dynamicsUserId }: BindRequest): UserMatch =>
  dynamicsUserId && 'problem' in match && match.problem === 'user-id-unmapped' ? { dynamicsUserId } : match;
