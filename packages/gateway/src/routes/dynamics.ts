import { WebhookBody } from '@journeys-push/contract/gateway-dynamics';
import { CodedError } from '@journeys-push/contract/problems';
import type { Hono } from 'hono';
import type { Parts } from '../assemble.ts';
import { PROOF_HEADER } from '../dynamics/outcome.ts';
import { readBody } from '../http/body.ts';
import type { Env } from '../http/context.ts';

/** What Dynamics calls. Unknown unless webhooks are configured. */
export function dynamicsRoutes(app: Hono<Env>, { outcomes }: Pick<Parts, 'outcomes'>): void {
  app.post('/v1/dynamics/outcomes/:secret', async (context) => {
    if (!outcomes) throw new CodedError('route-unknown');
    const body = await readBody(context, WebhookBody);
    const secret = context.req.param('secret');
    const proof = context.req.header(PROOF_HEADER);
    const isTaken = await outcomes.take({ secret, proof, body, traceId: context.get('traceId') });
    if (!isTaken) throw new CodedError('outcome-invalid');
    return context.body(null, outcomes.answer);
  });
}
