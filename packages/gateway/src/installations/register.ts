import { CodedError, type ProblemCode } from '@journeys-push/contract/problems';
import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import { channelOf } from '../apps/channel.ts';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import type { Vault } from '../vault/vault.ts';
import { keep } from './announce.ts';
import type { News, Proof, Wish } from './news-store.ts';
import type { Reader } from './reader.ts';
import { viewOfUntold } from './view.ts';
import type { Writer } from './writer.ts';

/** One device that a backend registers for a person. */
export interface RegisterItem {
  installationId: string;
  platform: 'ios' | 'android';
  /** Bundle id or package name. */
  appId: string;
  /** What else `registrationInfo()` said. */
  facts: Record<string, unknown>;
  /** Null: the device has none yet; a known one stays. */
  token: { value: string; environment?: 'development' | 'production' | undefined } | null;
  notificationsEnabled: boolean;
  userId: string;
  /** Absent: there is no record of them yet, and until there is nobody owns the device. */
  dynamicsUserId: string | undefined;
  /** Take the token from another installation, however short ago that one was seen. */
  force: boolean;
}

/** `accepted`: durable. `view`: its state, where that was learned on the way. */
export type RegisterOutcome =
  | { kind: 'accepted'; view?: RegistrationView }
  | { kind: 'refused'; code: ProblemCode; detail?: string };

export interface RegisterOptions {
  apps: GatewayConfig['apps'];
  vault: Vault;
  clock: Clock;
  reader: Pick<Reader, 'find'>;
  writer: Pick<Writer, 'write'>;
}

/** The request that the items came in. `waitedUntil`: until when its caller waits for the verdict. */
export interface RegisterRequest {
  traceId: string;
  proof: Proof;
  waitedUntil?: number;
}

/**
 * Registers devices for people at a backend's word: the installation is made or brought up to date, without a
 * credential of its own, and bound. One outcome for each item, in the same order; one that is refused takes no other
 * with it. Two items about the same installation or token are written in their order.
 */
export type Register = (items: RegisterItem[], request: RegisterRequest) => Promise<RegisterOutcome[]>;

export function createRegister(options: RegisterOptions): Register {
  const { writer } = options;

  async function one(item: RegisterItem, request: RegisterRequest): Promise<RegisterOutcome> {
    const news = await newsOf(options, item, request);
    if (!news) {
      return { kind: 'refused', code: 'app-unknown', detail: `No app is configured for ${claimOf(item)}.` };
    }
    const { outcome, untold } = await writer.write(news, { force: item.force });
    if (outcome === 'written') {
      return {
        kind: 'accepted',
        ...(untold && item.dynamicsUserId && { view: viewOfUntold(item.userId, untold) }),
      };
    }
    if (outcome === 'token-in-use') return { kind: 'refused', code: outcome };
    throw new Error(`a backend's registration was ${outcome}`);
  }

  return (items, request) =>
    Promise.all(
      items.map((item) =>
        one(item, request).catch((error: unknown): RegisterOutcome => {
          // Alone it may fail as a whole; among others it must not hide what became of them.
          if (items.length === 1) throw error;
          return { kind: 'refused', code: error instanceof CodedError ? error.code : 'internal' };
        }),
      ),
    );
}

const claimOf = ({ platform, appId, token }: RegisterItem): string =>
  `${platform} ${appId}${token?.environment ? ` with a token of the APNs environment ${token.environment}` : ''}`;

async function newsOf(
  options: RegisterOptions,
  item: RegisterItem,
  { traceId, proof, waitedUntil }: RegisterRequest,
): Promise<News | undefined> {
  const { vault, clock } = options;
  const { installationId: id, platform, appId, facts, notificationsEnabled } = item;
  const token = item.token && keep(vault, item.token.value, item.token.environment);
  const app = await appOf(options, item);
  if (!app) return undefined;
  return {
    id,
    traceId,
    self: { app, platform, appId, facts, notificationsEnabled, token },
    creates: 'registered',
    wish: wishOf(item, proof, waitedUntil ?? clock.now()),
  };
}

const wishOf = ({ userId, dynamicsUserId }: RegisterItem, proof: Proof, waitedUntil: number): Wish =>
  dynamicsUserId
    ? { kind: 'bind', userId, dynamicsUserId, proof, waitedUntil }
    : { kind: 'unbind', waitedUntil };

/** Only where several channels may serve the app does it matter which one has so far. */
async function appOf({ apps, reader }: RegisterOptions, item: RegisterItem): Promise<string | undefined> {
  const { installationId, platform, appId, token } = item;
  const claim = {
    platform,
    appId,
    token: token && { value: token.value, ...(token.environment && { environment: token.environment }) },
  };
  const isOpen =
    platform === 'ios' && !token?.environment && apps.filter(({ ios }) => ios?.bundleId === appId).length > 1;
  const known = isOpen ? (await reader.find(installationId))?.app : undefined;
  return channelOf(apps, { ...claim, known })?.id;
}
