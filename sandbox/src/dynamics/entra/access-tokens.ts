import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Proof } from './client.ts';
import type { AppRegistration, Directory } from './directory.ts';
import { createSigningKey, type SigningKey } from './signing-key.ts';
import { issuerOf, TOKEN_LIFE } from './wire.ts';

/** Signed access tokens of the tenant, and who holds one. Times are those of the callers, not of the sandbox. */
export interface AccessTokens {
  signingKey(): Promise<SigningKey>;
  /** `resource`: the audience, as the client wrote it. */
  issue(grant: { app: AppRegistration; proof: Proof; resource: string }): Promise<string>;
  /** The app id of a token that is good for this resource, or what is wrong with it. */
  verify(
    token: string,
    isAudience: (audience: string) => boolean,
  ): Promise<{ clientId: string } | { wrong: string }>;
}

export function createAccessTokens({
  directory,
  tokenNow,
}: {
  directory: Directory;
  tokenNow(): number;
}): AccessTokens {
  const signingKey = createSigningKey(directory);
  const { tenantId } = directory;
  const issuer = issuerOf(tenantId);
  return {
    signingKey,
    async issue({ app, proof, resource }) {
      const { kid, privateKey } = await signingKey();
      const iat = Math.floor(tokenNow() / 1000);
      const object = app.applicationUser?.id ?? app.clientId;
      return new SignJWT({
        ...{ aud: resource, iss: issuer, iat, nbf: iat, exp: iat + TOKEN_LIFE, idp: issuer },
        ...{ appid: app.clientId, appidacr: proof === 'secret' ? '1' : '2', oid: object, sub: object },
        ...{ tid: tenantId, uti: randomUUID(), ver: '1.0' },
      })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: kid, kid })
        .sign(privateKey);
    },
    async verify(token, isAudience) {
      const { publicKey } = await signingKey();
      const options = { issuer, algorithms: ['RS256'], currentDate: new Date(tokenNow()) };
      const read = await jwtVerify(token, publicKey, options).catch((error: Error) => error.message);
      if (typeof read === 'string') return { wrong: read };
      const { aud, appid } = read.payload;
      if (typeof aud !== 'string' || !isAudience(aud)) return { wrong: 'the audience is another one' };
      return { clientId: typeof appid === 'string' ? appid : '' };
    },
  };
}
