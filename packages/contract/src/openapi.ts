import { ProblemDetails } from './backend-gateway.ts';
import { inline, type Json, namedSchemas, referenced, refTo } from './openapi/schemas.ts';
import { type ProblemCode, problems } from './problems.ts';
import { isRepeatable, needsKey, problemsOf } from './routes/route.ts';
import { type Route, routes } from './routes.ts';

/** One operation of the document. */
export interface Operation extends Json {
  operationId: string;
  tags: [string];
  summary: string;
  description?: string;
  parameters?: Json[];
  requestBody?: Json;
  responses: Record<string, { description: string }>;
  security: Record<string, string[]>[];
}

export interface OpenApiDocument {
  openapi: '3.1.1';
  info: Json & { title: string; version: string; description: string };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Record<string, Json> };
}

const tags = {
  Devices:
    'What a shell says about its installation. It speaks with the credential that it got at first contact.',
  Backends: 'What a customer’s server asks for, with an API key.',
  Administration: 'What an operator asks for, with an API key.',
  Service: 'About the service itself.',
};

/** The OpenAPI 3.1 document of the gateway's API, made from the table of routes. */
export function openApi(): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  const used = Object.values(paths).flatMap((path) => Object.values(path).map(({ tags: [tag] }) => tag));
  return {
    openapi: '3.1.1',
    info: {
      title: 'journeys-push gateway',
      version: '1',
      summary: 'Device registrations for Dynamics 365 Customer Insights - Journeys',
      description:
        'JSON over HTTP. Errors are RFC 9457 problem details with a stable code. A W3C traceparent is taken or made; the trace id is in every problem and every log line. Within version 1 fields, codes and routes are added, and none is removed or changes its meaning: drop what you do not know.',
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The gateway that served this document.' }],
    tags: Object.entries(tags)
      .filter(([name]) => used.includes(name))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: referenced(paths, namedSchemas()),
      securitySchemes: {
        installationCredential: {
          type: 'http',
          scheme: 'bearer',
          description: 'The credential that the gateway issued at first contact.',
        },
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, jpk_<id>_<secret>. The scope that a route wants stands with the route.',
        },
      },
    },
  };
}

function operationOf(name: string, route: Route): Operation {
  const { summary, description, body, example, maxBytes = 64 * 1024 } = route;
  const parameters = parametersOf(route);
  return {
    operationId: name,
    tags: [tagOf(route)],
    summary: `${summary}.`,
    ...(description && { description }),
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        description: `At most ${maxBytes / 1024} kB.`,
        content: { 'application/json': { schema: refTo(body), ...(example !== undefined && { example }) } },
      },
    }),
    responses: { ...refusalsOf(route), ...answersOf(route) },
  };
}

function tagOf({ caller, path }: Route): keyof typeof tags {
  if (caller === 'anyone' || !path.startsWith('/v1/')) return 'Service';
  if (!needsKey(caller)) return 'Devices';
  return path.startsWith('/v1/admin/') ? 'Administration' : 'Backends';
}

function securityOf({ caller }: Route): Operation['security'] {
  if (caller === 'anyone') return [];
  if (needsKey(caller)) return [{ apiKey: [caller] }];
  const credential = { installationCredential: [] };
  return caller === 'first-contact' ? [credential, {}] : [credential];
}

function parametersOf(route: Route): Json[] {
  const { params = {}, query = {}, paged, waits } = route;
  const inPath = Object.entries(params).map(([name, param]) => {
    const { description = 'A UUID in lower case.', ...schema } = inline(param);
    return { name, in: 'path', required: true, description, schema };
  });
  const inQuery = Object.entries(query).map(([name, { schema, says, example }]) => ({
    name,
    in: 'query',
    description: says,
    schema: inline(schema),
    ...(example !== undefined && { example }),
  }));
  const inHeader = [...(waits ? [WAIT] : []), ...(isRepeatable(route) ? [IDEMPOTENCY_KEY] : [])];
  return [...inPath, ...inQuery, ...(paged ? PAGING : []), ...inHeader];
}

const PAGING: Json[] = [
  {
    name: 'limit',
    in: 'query',
    description: 'Items on a page.',
    schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
  },
  {
    name: 'cursor',
    in: 'query',
    description: 'The field next of the page before. Absent: from the beginning.',
    schema: { type: 'string' },
  },
];

const WAIT: Json = {
  name: 'Prefer',
  in: 'header',
  description: 'RFC 7240. wait=N waits up to N seconds, 30 at most, for the verdict of Dynamics.',
  schema: { type: 'string', examples: ['wait=10'] },
};

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'draft-ietf-httpapi-idempotency-key-header: the same request with the same key is done once and answered the same way for 24 hours, the repetition with Idempotency-Replayed: true.',
  schema: { type: 'string', maxLength: 257, examples: ['"8e03978e-40d5-43dd-bc93-6894a57f9324"'] },
};

const RETRY_AFTER = {
  'Retry-After': { description: 'Come again after so many seconds.', schema: { type: 'integer' } },
};

/** Problems with a `Retry-After`, where it is known how long they last. */
const PASSES: ProblemCode[] = ['rate-limited', 'idempotency-busy', 'user-lookup-unavailable'];

function answersOf({ answers }: Route): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { says, body, types = body ? ['application/json'] : [] }]) => {
      const media = body ? { schema: refTo(body) } : {};
      const content = Object.fromEntries(types.map((type) => [type, media]));
      return [status, { description: says, ...(types.length > 0 && { content }) }];
    }),
  );
}

/** Problems by status, each with the codes that it may carry. */
function refusalsOf(route: Route): Operation['responses'] {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(route)) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: refTo(ProblemDetails) } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const description = codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n');
      const headers = codes.some((code) => PASSES.includes(code)) && { headers: RETRY_AFTER };
      return [status, { description, ...headers, content }];
    }),
  );
}
