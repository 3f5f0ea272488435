import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { TimelinePort } from '../timeline.ts';
import { type createAnswer, withRetry } from './answer.ts';
import { MAX_BODY, readBody, readJson } from './body.ts';
import type { createDoor } from './door.ts';
import { googleError } from './errors.ts';
import { seeExchange } from './exchange.ts';
import type { createOauth } from './oauth.ts';
import { peek } from './peek.ts';
import type { createTopics } from './topics.ts';
import { TOKEN_PATHS } from './wire.ts';

interface Answer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

type Env = { Bindings: HttpBindings | Http2Bindings };

interface AppParts {
  oauth: ReturnType<typeof createOauth>;
  answer: ReturnType<typeof createAnswer>;
  door: ReturnType<typeof createDoor>;
  topics: ReturnType<typeof createTopics>;
  timeline: Pick<TimelinePort, 'exchange'>;
}

const NOT_FOUND = googleError(404, { status: 'NOT_FOUND', message: 'The requested URL was not found.' });
const INTERNAL = googleError(500, { status: 'INTERNAL', message: 'Internal error encountered.' });
const TOO_LARGE = googleError(400, {
  status: 'INVALID_ARGUMENT',
  message: `Request payload size exceeds the limit: ${MAX_BODY} bytes.`,
});

/**
 * Every route of the twin. What was shut down in 2024 (`/fcm/send`, `/batch`; facts: apns-fcm-phones.md §2.6) is 404
 * like any other path.
 */
export function createApp({ oauth, answer, door, topics, timeline }: AppParts): Hono<Env> {
  const app = new Hono<Env>();
  for (const path of TOKEN_PATHS) {
    app.post(path, async (c) => {
      const text = await readBody(c.env.incoming);
      if (text === undefined) return respond(TOO_LARGE);
      const struck = await door({ route: 'token' }, c.env.outgoing);
      if (struck) return 'wire' in struck ? struck.wire : respond(withRetry(struck.refusal));
      return respond(await oauth.exchange(new URLSearchParams(text)));
    });
  }
  app.post('/v1/projects/:project/messages:send', async (c) => {
    const authorization = c.req.header('authorization');
    const text = await readBody(c.env.incoming);
    if (text === undefined) return respond(TOO_LARGE);
    const body = readJson(text);
    const call = answer.trace(peek(body));
    const seen = seeExchange(c, { text, call }, timeline);
    const struck = await door({ route: 'send', call }, c.env.outgoing);
    if (struck && 'wire' in struck) return seen.cut(struck.wire);
    const said = struck
      ? answer.planted(struck.refusal, call)
      : answer.send({ project: c.req.param('project'), authorization, body }, call);
    return respond(seen.answered(said));
  });
  app.route('/', topicRoutes(topics));
  app.notFound(() => respond(NOT_FOUND));
  app.onError(() => respond(INTERNAL));
  return app;
}

function topicRoutes(topics: AppParts['topics']): Hono<Env> {
  const app = new Hono<Env>();
  for (const [path, what] of [
    ['/iid/v1:batchAdd', 'add'],
    ['/iid/v1:batchRemove', 'remove'],
  ] as const) {
    app.post(path, async (c) => {
      const body = readJson((await readBody(c.env.incoming)) ?? '');
      return respond(topics.batch(what, { authorization: c.req.header('authorization'), body }));
    });
  }
  const subscriptions = '/v1/projects/:project/registrations/:token/topicSubscriptions';
  app.post(subscriptions, (c) => {
    const given = { ...c.req.param(), authorization: c.req.header('authorization') };
    return respond(topics.one('add', { ...given, topic: c.req.query('topic_name') ?? '' }));
  });
  app.delete(`${subscriptions}/:topic`, (c) => {
    return respond(topics.one('remove', { ...c.req.param(), authorization: c.req.header('authorization') }));
  });
  return app;
}

function respond({ status, body, headers }: Answer): Response {
  const type = { 'content-type': 'application/json; charset=UTF-8' };
  return new Response(JSON.stringify(body), { status, headers: { ...type, ...headers } });
}
