import * as z from 'zod';
import { type KeyText, readKey } from './key.ts';

/** Of the customer's backend: PEM text, or a JWK. */
const PublicKey = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .superRefine((text: KeyText, context) => {
    const reading = readKey(text);
    if ('mistake' in reading) context.addIssue({ code: 'custom', message: reading.mistake });
  });

/** Plain http is for this machine only. */
const JwksUrl = z
  .url({ abort: true })
  .refine((text) => {
    const { protocol, hostname } = new URL(text);
    const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/.test(hostname);
    return protocol === 'https:' || (protocol === 'http:' && local);
  }, 'an https URL; http only for localhost')
  // No request can be made of one, and what is said then quotes it.
  .refine((text) => !/^[^/]*\/\/[^/?#]*@/.test(text), 'a URL without user and password');

/** Whether a user must be proved by a signed token (docs/gateway/identity.md). Mandatory in production. */
export const Identity = z
  .strictObject({
    /** `observe` lets everybody pass, and counts and logs whom `required` would refuse. */
    mode: z.enum(['required', 'observe', 'off']),
    /** Where the backend publishes its public keys. Or `publicKeys`. */
    jwksUrl: JwksUrl.optional(),
    /** How long the last known keys are used while `jwksUrl` cannot be reached. */
    jwksMaxAgeHours: z.number().min(1).max(720).default(24),
    /** Up to three, so that the next one can be added before the last one is taken away. Or `jwksUrl`. */
    publicKeys: z.array(PublicKey).min(1).max(3).optional(),
    /** The token's `aud`. */
    audience: z.string().min(1).max(500).optional(),
    /** The token's `iss`, if it is to be checked. */
    issuer: z.string().min(1).max(500).optional(),
    /** The claim that must hold the installation's id, if a token is to be good on one phone only. */
    installationClaim: z.string().min(1).max(100).optional(),
    /** Each token, known by its `jti`, binds one installation once. */
    oneTime: z.boolean().default(false),
  })
  .superRefine(({ mode, jwksUrl, publicKeys, audience }, { addIssue }) => {
    const say = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if (jwksUrl && publicKeys) say('publicKeys', 'not together with jwksUrl');
    if (mode === 'off') return;
    if (!jwksUrl && !publicKeys) say('jwksUrl', `mode ${mode} needs jwksUrl or publicKeys`);
    if (!audience) say('audience', `mode ${mode} needs the audience that the tokens are made for`);
  });

export type IdentityConfig = z.output<typeof Identity>;
