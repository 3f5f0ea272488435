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
  docs: {
    method: 'GET',
    path: '/docs',
    summary: 'Read this document as a page',
    caller: 'anyone',
    answers: { 200: { says: 'A page without scripts.', types: ['text/html'] } },
  },
} as const satisfies Record<string, Route>;
