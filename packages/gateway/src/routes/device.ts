import { InstallationPut, InteractionsPost, UserPut } from '@journeys-push/contract/shell-gateway';
import type { Hono } from 'hono';
import type { Parts } from '../assemble.ts';
import { authenticate, installationIdOf } from '../http/authenticate.ts';
import { type FieldCodes, readBody } from '../http/body.ts';
import type { Env } from '../http/context.ts';
import { bearerOf } from '../http/headers.ts';
import { ownerRequest, userIdProblem, verdictStatus } from '../http/verdict.ts';

/** What a shell says about its installation, with its credential (contract/routes/device.ts). */
export function deviceRoutes(
  app: Hono<Env>,
  { announce, owner, identity, takeInteractions, reader, limits }: Parts,
): void {
  app.put('/v1/installations/:id', async (context) => {
    const id = installationIdOf(context);
    const body = await readBody(context, InstallationPut);
    const traceId = context.get('traceId');
    const { created, credential } = await announce({ id, body, credential: bearerOf(context), traceId });
    const registration = await owner.read(id);
    return context.json({ installationId: id, credential, registration }, created ? 201 : 200);
  });

  app.get('/v1/installations/:id', async (context) => {
    const { id } = await authenticate(context, reader);
    return context.json({ installationId: id, registration: await owner.read(id) });
  });

  app.put('/v1/installations/:id/user', async (context) => {
    const { id } = await authenticate(context, reader);
    const { userId, identityToken } = await readBody(context, UserPut, userProblems);
    const request = { ...ownerRequest(context, id), userId };
    const proved = await identity.prove({ ...request, identityToken });
    // Only now: who proves nothing uses up nothing of what the user is allowed.
    await limits.binding(context, { installationId: id, userId });
    const registration = await owner.bind({ ...request, ...proved });
    return context.json({ registration }, verdictStatus(registration));
  });

  app.delete('/v1/installations/:id/user', async (context) => {
    const { id } = await authenticate(context, reader);
    const registration = await owner.unbind(ownerRequest(context, id));
    return context.json({ registration }, verdictStatus(registration));
  });

  app.post('/v1/installations/:id/interactions', async (context) => {
    const installation = await authenticate(context, reader);
    const body = await readBody(context, InteractionsPost);
    const accepted = await takeInteractions(installation, body, context.get('traceId'));
    return context.json({ accepted }, 202);
  });
}

/** Codes that mean something to the page. */
const userProblems: FieldCodes = { userId: userIdProblem, identityToken: () => 'identity-invalid' };
