import {
  type BulkResult,
  MAX_BULK,
  RegistrationPost,
  type RegistrationsBulkAnswer,
} from '@journeys-push/contract/backend-gateway';
import { CodedError, problemDetails, problems } from '@journeys-push/contract/problems';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Parts } from '../assemble.ts';
import { requireKey } from '../http/authenticate.ts';
import { type FieldCodes, judge, judgeShape, readBody, readJson } from '../http/body.ts';
import type { Env } from '../http/context.ts';
import { preferredWait } from '../http/headers.ts';
import { ownerRequest, userIdProblem, verdictStatus } from '../http/verdict.ts';

const codes: FieldCodes = { userId: userIdProblem };

/** What is judged before the items are, each by itself. */
const Envelope = z.object({ items: z.array(z.unknown()).min(1).max(MAX_BULK) });

/** A backend registers devices (contract/routes/server.ts). */
export function registrationRoutes(app: Hono<Env>, { backend, owner, keys }: Parts): void {
  app.post('/v1/registrations', async (context) => {
    await requireKey(context, keys, 'register');
    const data = await readBody(context, RegistrationPost, codes);
    const request = { traceId: context.get('traceId'), waitMs: preferredWait(context) };
    const [outcome = { refused: new CodedError('internal') }] = await backend.register([{ data }], request);
    if ('refused' in outcome) throw outcome.refused;
    const { installationId, view } = outcome;
    const { userId } = data;
    const registration =
      view && request.waitMs === 0
        ? view
        : await owner.follow({ ...ownerRequest(context, installationId), userId });
    return context.json({ installationId, registration }, verdictStatus(registration));
  });

  app.post('/v1/registrations/bulk', async (context) => {
    await requireKey(context, keys, 'register');
    const envelope = judgeShape(await readJson(context), Envelope);
    if ('refused' in envelope) throw envelope.refused;
    const judged = envelope.data.items.map((item) => judge(item, RegistrationPost, codes));
    const outcomes = await backend.register(judged, { traceId: context.get('traceId') });
    const results = outcomes.map(
      (outcome, index): BulkResult =>
        'refused' in outcome
          ? { index, outcome: 'refused', problem: problemOf(outcome.refused) }
          : { index, outcome: 'accepted', installationId: outcome.installationId },
    );
    const accepted = results.filter(({ outcome }) => outcome === 'accepted').length;
    const answer: RegistrationsBulkAnswer = { accepted, refused: results.length - accepted, results };
    return context.json(answer);
  });
}

/** As a call for this item alone would have been answered. */
function problemOf({ code, message, errors }: CodedError) {
  const detail = message === problems[code].title ? undefined : message;
  return problemDetails(code, { ...(detail && { detail }), ...(errors && { errors }) });
}
