import { type CryptoKey, exportSPKI, generateKeyPair, SignJWT } from 'jose';

/** The app's own server: it has signed its users in, and says so to the gateway by a short-lived token. */
export interface Backend {
  /** Good for so many minutes of the sandbox's time. */
  signs(userId: string, minutes: number): Promise<string>;
}

/** Whom the tokens are for, as gateway and backend have agreed. */
const AUDIENCE = 'https://push.example.com';

export interface SigningBackend extends Backend {
  /** What the gateway is configured with. */
  identity: { mode: 'required'; audience: string; publicKeys: string[] };
  /** Whose time it goes by from now on, in milliseconds since the epoch; before that, by the real one. */
  follow(now: () => Promise<number>): void;
}

export async function createBackend(): Promise<SigningBackend> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  let now = async () => Date.now();
  return {
    identity: { mode: 'required', audience: AUDIENCE, publicKeys: [await exportSPKI(publicKey)] },
    follow(clock) {
      now = clock;
    },
    signs: async (userId, minutes) => sign(privateKey, { userId, at: await now(), minutes }),
  };
}

function sign(key: CryptoKey, { userId, at, minutes }: { userId: string; at: number; minutes: number }) {
  const seconds = Math.floor(at / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256' })
    .setSubject(userId)
    .setAudience(AUDIENCE)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + minutes * 60)
    .sign(key);
}
