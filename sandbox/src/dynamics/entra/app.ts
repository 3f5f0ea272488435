import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { TimelinePort } from '../../timeline.ts';
import { traceIdOf } from '../../trace.ts';
import { type AccessTokens, createAccessTokens } from './access-tokens.ts';
import type { Directory } from './directory.ts';
import { type EntraAnswer, errorAnswer } from './errors.ts';
import { instanceDiscovery, openidConfiguration } from './metadata.ts';
import { createTokenEndpoint, type TokenOutcome, unknownTenant } from './token-endpoint.ts';

export interface EntraParts {
  directory: Directory;
  timeline: TimelinePort;
  /** The callers' clock, milliseconds: their libraries keep real time even if the sandbox's is moved. */
  tokenNow(): number;
}

/** Entra's routes, and the tokens that Dataverse checks. */
export function createEntra(parts: EntraParts): { app: Hono; tokens: AccessTokens } {
  const { directory, tokenNow } = parts;
  const tokens = createAccessTokens(parts);
  const exchange = createTokenEndpoint({ ...parts, tokens });
  const app = new Hono();

  const token = (version: 1 | 2) => async (c: Context) => {
    const outcome = await exchange({
      ...{ tenant: c.req.param('tenant') ?? '', version, origin: originOf(c) },
      form: new URLSearchParams(await c.req.text()),
      authorization: c.req.header('authorization'),
    });
    record(parts.timeline, outcome, traceIdOf(c.req.raw));
    return respond(c, outcome.answer);
  };
  const configuration = (version: 1 | 2) => (c: Context) => {
    const tenant = c.req.param('tenant') ?? '';
    if (tenant.toLowerCase() !== directory.tenantId) {
      return respond(c, errorAnswer(unknownTenant(tenant), tokenNow()));
    }
    return c.json(openidConfiguration({ tenantId: directory.tenantId, origin: originOf(c), version }));
  };
  const keys = async (c: Context) => c.json({ keys: [(await tokens.signingKey()).jwk] });

  app.post('/:tenant/oauth2/v2.0/token', token(2));
  app.post('/:tenant/oauth2/token', token(1));
  app.get('/:tenant/v2.0/.well-known/openid-configuration', configuration(2));
  app.get('/:tenant/.well-known/openid-configuration', configuration(1));
  app.get('/:tenant/discovery/v2.0/keys', keys);
  app.get('/:tenant/discovery/keys', keys);
  app.get('/common/discovery/instance', (c) =>
    c.json(instanceDiscovery({ tenantId: directory.tenantId, origin: originOf(c) })),
  );
  return { app, tokens };
}

/** By the name that the client knows; a client that was redirected by name has no port in it. */
export const originOf = (c: Context): string => `https://${c.req.header('host') ?? '127.0.0.1'}`;

function respond(c: Context, { status, body }: EntraAnswer): Response {
  return c.json(body, status as ContentfulStatusCode, { 'cache-control': 'no-store', pragma: 'no-cache' });
}

function record(timeline: TimelinePort, { clientId, refused }: TokenOutcome, traceId: string): void {
  timeline.record({
    ...{ traceId, hop: 'dynamics', kind: refused ? 'token.refused' : 'token.issued' },
    summary: refused ? 'Entra refused an access token' : 'Entra gave an access token for Dataverse',
    outcome: refused ? 'failed' : 'ok',
    detail: { clientId: clientId ?? null, ...(refused && { reason: refused.refused }) },
  });
}
