import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import { listen } from '../../listen.ts';
import { CheckFailure } from '../check-failure.ts';
import { createLine, type Line, type LineEnd, type LineOptions } from './line.ts';
import { checkPage } from './page.ts';
import { Done, Turn } from './wire.ts';

/** Where the page on the phone comes from, and where it says what it saw. */
export interface Receiver {
  line: Line;
  port: number;
  /** The page, by every address of this machine that a phone may reach; the likeliest first. */
  urls: string[];
  /** Where a push has to lead: the same page under another path, from the root of its host. */
  link: string;
  close(): Promise<void>;
}

export interface ReceiverOptions extends LineOptions {
  /** 0: any free one. */
  port: number;
  /** Which addresses listen; default: all, as a phone is another machine. */
  host?: string;
}

/** More than the page ever says: an answer of the app is a kilobyte. */
const MAX_BODY = 64 * 1024;

/** How long somebody who is being answered may take to have it. */
const LEAVE_MS = 500;

/** 60 bits, in letters and digits that nobody mixes up: whoever is in the same network cannot try them out in time. */
const secret = (): string =>
  Array.from(randomBytes(12), (byte) => '0123456789abcdefghjkmnpqrstvwxyz'[byte % 32]).join('');

/** Listens for one phone. Throws CheckFailure `port-taken`. */
export async function openReceiver({
  port,
  host = '0.0.0.0',
  ...options
}: ReceiverOptions): Promise<Receiver> {
  const line = createLine(options);
  const path = `/${secret()}/`;
  const server = createServer(getRequestListener(createRoutes(path, line).fetch));
  const taken = await listen(server, port, host).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES')
      throw new CheckFailure('port-taken', `Port ${port}: ${error.code}.`);
    throw error;
  });
  return {
    line,
    port: taken,
    urls: addresses(host).map((address) => `http://${address}:${taken}${path}`),
    link: `${path}opened`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // What is being said, most often the end, is said.
      const timer = setTimeout(() => server.closeAllConnections(), LEAVE_MS);
      await closed;
      clearTimeout(timer);
      line.release();
    },
  };
}

/** Everything below another path, and every other method, is not there. */
function createRoutes(path: string, { turn, done }: LineEnd): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: (context) => context.body(null, 413) }));
  for (const place of [path, `${path}opened`]) {
    app.get(place, (context) => {
      const { html, policy } = checkPage();
      return context.html(html, 200, {
        'cache-control': 'no-store',
        'content-security-policy': policy,
        'referrer-policy': 'no-referrer',
      });
    });
  }
  app.post(`${path}turn`, async (context) => {
    const body = await read(context.req.raw, Turn);
    return body ? context.json({ task: (await turn(body)) ?? null }) : context.body(null, 400);
  });
  app.post(`${path}done`, async (context) => {
    const body = await read(context.req.raw, Done);
    if (body) done(body);
    return context.body(null, body ? 204 : 400);
  });
  app.notFound((context) => context.body(null, 404));
  return app;
}

/** Undefined: not what a page says. */
async function read<T>(request: Request, schema: z.ZodType<T>): Promise<T | undefined> {
  const body: unknown = await request.json().catch(() => undefined);
  return schema.safeParse(body).data;
}

/** IPv4, because it can be typed; those of private networks first, where phones are. */
function addresses(host: string): string[] {
  if (host !== '0.0.0.0') return [host];
  const all = Object.values(networkInterfaces())
    .flatMap((some) => some ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const isHome = (address: string) => /^192\.168\./.test(address);
  return [...all.filter(isHome), ...all.filter((address) => !isHome(address)), '127.0.0.1'];
}
