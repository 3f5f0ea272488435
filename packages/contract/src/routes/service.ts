import * as z from 'zod';
import { WebhookBody } from '../gateway-dynamics.ts';
import type { Route } from './route.ts';

/** About the service itself. */
export const serviceRoutes = {
  openApiDocument: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'Read this document',
    caller: 'anyone',
    answers: { 200: { says: 'The OpenAPI 3.1 document of this gateway.', types: ['application/json'] } },
  },
  dynamicsOutcome: {
    method: 'POST',
    path: '/v1/dynamics/outcomes/{secret}',
    summary: 'Tell that a registration has an outcome (called by Dynamics, at a URL of its own for each)',
    description: 'A hint, used once: the status is asked for. Exists where `webhooks` is configured.',
    caller: 'anyone',
    params: { secret: z.string().describe('From the URL that Dynamics was given.') },
    body: WebhookBody,
    example: {
      Status: 'Success',
      Signature: 'rDmxUbzYVRzsK5a2yGcOZ3yUcJyjkC9Y4VYhMpnQoEU=',
      FailureReason: null,
    },
    answers: { 200: { says: 'The same, where `webhooks.answer` is 200.' }, 202: { says: 'Taken.' } },
    problems: ['outcome-invalid', 'route-unknown'],
  },
  live: {
    method: 'GET',
    path: '/livez',
    summary: 'Ask whether the process answers',
    caller: 'anyone',
    answers: { 200: { says: 'It does.', types: ['application/json'] } },
  },
  ready: {
    method: 'GET',
    path: '/readyz',
    summary: 'Ask whether the process should get requests',
    caller: 'anyone',
    answers: {
      200: { says: 'It should.', types: ['application/json'] },
      503: { says: 'Not now, for the reasons named.', types: ['application/json'] },
    },
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    summary: 'Read the metrics of this process in the text format of Prometheus',
    caller: 'read',
    answers: { 200: { says: 'The metrics.', types: ['text/plain'] } },
  },
  docs: {
    method: 'GET',
    path: '/docs',
    summary: 'Read this document as a page',
    caller: 'anyone',
    answers: { 200: { says: 'A page without scripts.', types: ['text/html'] } },
  },
} as const satisfies Record<string, Route>;
