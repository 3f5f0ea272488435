import { createServer, type Server } from 'node:http';
import {
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import type { Clock } from '../src/clock.ts';

export const AUDIENCE = 'https://push.example.com';

/** A customer's backend that signs identity tokens. */
export interface Issuer {
  pem: string;
  jwk: JWK & { kid: string };
  privatePem: string;
  /** A good token for `sub`, but for the claims given; `undefined` takes one away. */
  sign(
    sub: string | undefined,
    claims?: Record<string, unknown>,
    header?: Record<string, unknown>,
  ): Promise<string>;
}

export async function createIssuer(
  clock: Pick<Clock, 'now'>,
  { alg = 'ES256', kid = 'key-1', modulusLength = 2048 } = {},
): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength });
  return {
    pem: await exportSPKI(publicKey),
    privatePem: await exportPKCS8(privateKey),
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    async sign(sub, claims = {}, header = {}) {
      const now = Math.floor(clock.now() / 1_000);
      const payload = { sub, aud: AUDIENCE, iat: now, exp: now + 600, ...claims } as JWTPayload;
      return new SignJWT(payload).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);
    },
  };
}

/** Signs with any algorithm and any secret, as an attacker may. */
export async function forge(payload: JWTPayload, alg: string, secret: string): Promise<string> {
  const key = alg.startsWith('HS') ? new TextEncoder().encode(secret) : await importPKCS8(secret, alg);
  return new SignJWT(payload).setProtectedHeader({ alg }).sign(key);
}

/** How a backend's URL of public keys behaves. */
export type JwksMood = 'well' | 'garbage' | 'not-found' | 'hang' | 'endless' | 'redirect';

export interface JwksServer {
  url: string;
  mood: JwksMood;
  keys: unknown[];
  /** Requests so far. */
  asked: number;
  down(): Promise<void>;
  up(): Promise<void>;
}

/** A real HTTP server of public keys, which can change, misbehave, go away and come back on the same port. */
export async function serveJwks(keys: unknown[]): Promise<JwksServer> {
  let server: Server | undefined;
  let port = 0;
  const state: JwksServer = {
    url: '',
    mood: 'well',
    keys,
    asked: 0,
    async up() {
      if (server) return;
      server = createServer((request, response) => {
        state.asked++;
        const { mood } = state;
        if (mood === 'hang') return;
        if (mood === 'redirect' && request.url !== '/elsewhere') {
          response.writeHead(302, { location: '/elsewhere' }).end();
        } else if (mood === 'endless') {
          const more = () =>
            response.destroyed || response.write(' '.repeat(65_536), () => setImmediate(more));
          more();
        } else {
          const body = mood === 'garbage' ? '<html>' : JSON.stringify({ keys: state.keys });
          response
            .writeHead(mood === 'not-found' ? 404 : 200, { 'content-type': 'application/json' })
            .end(body);
        }
      });
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
      const address = server.address();
      port = typeof address === 'object' && address ? address.port : 0;
      state.url = `http://127.0.0.1:${port}/jwks.json`;
    },
    async down() {
      const closing = server;
      server = undefined;
      closing?.closeAllConnections();
      await new Promise((resolve) => (closing ? closing.close(resolve) : resolve(undefined)));
    },
  };
  await state.up();
  return state;
}
