import { RegistrationSearch } from '@journeys-push/contract/backend-gateway';
import { CodedError } from '@journeys-push/contract/problems';
import { InstallationId } from '@journeys-push/contract/shell-gateway';
import type { Hono } from 'hono';
import type { Parts } from '../assemble.ts';
import { anyInstallationIdOf, requireKey } from '../http/authenticate.ts';
import { readBody } from '../http/body.ts';
import type { Env } from '../http/context.ts';
import { readPage } from '../http/page.ts';
import { ownerRequest, verdictStatus } from '../http/verdict.ts';
import { findInstallation } from '../installations/store.ts';

/** What a customer's backend asks for, with an API key (contract/routes/server.ts). */
export function serverRoutes(app: Hono<Env>, { records, owner, keys, pool }: Parts): void {
  app.post('/v1/registrations/search', async (context) => {
    await requireKey(context, keys, 'read');
    const page = readPage(context, InstallationId);
    return context.json(await records.search(await readBody(context, RegistrationSearch), page));
  });

  app.get('/v1/registrations/:id', async (context) => {
    await requireKey(context, keys, 'read');
    const record = await records.read(anyInstallationIdOf(context));
    if (!record) throw new CodedError('installation-unknown');
    return context.json(record);
  });

  app.delete('/v1/registrations/:id', async (context) => {
    await requireKey(context, keys, 'register');
    const id = anyInstallationIdOf(context);
    if (!(await findInstallation(pool, id))) throw new CodedError('installation-unknown');
    const registration = await owner.unbind(ownerRequest(context, id));
    return context.json({ installationId: id, registration }, verdictStatus(registration));
  });
}
