/** parse-server as its documentation starts it: its own command, a settings file, the rest in the environment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const APPLICATION = 'bench';
const peer = (path: string) => fileURLToPath(new URL(`../peers/parse-server/${path}`, import.meta.url));
const command = peer('node_modules/parse-server/bin/parse-server');

export const isInstalled = (): boolean => existsSync(command);

export const version = (): string =>
  JSON.parse(readFileSync(peer('node_modules/parse-server/package.json'), 'utf8')).version;

export interface ParseServer {
  port: number;
  /** The application id, which is all that a device needs. */
  key: string;
  stop(): Promise<void>;
}

/** In its working folder it may leave what it likes. */
export async function startParseServer(
  databaseUrl: string,
  { folder, processes }: { folder: string; processes: number },
): Promise<ParseServer> {
  const port = await freePort();
  const child = spawn(process.execPath, [command, peer('settings.json')], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PARSE_SERVER_APPLICATION_ID: APPLICATION,
      PARSE_SERVER_MASTER_KEY: randomBytes(24).toString('hex'),
      PARSE_SERVER_DATABASE_URI: databaseUrl,
      PARSE_SERVER_HOST: '127.0.0.1',
      PORT: String(port),
      PARSE_SERVER_URL: `http://127.0.0.1:${port}/parse`,
      ...(processes > 1 && { PARSE_SERVER_CLUSTER: String(processes) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const stop = () => end(child);
  try {
    await untilHealthy(`http://127.0.0.1:${port}/parse/health`, child);
  } catch {
    await stop();
    throw new Error(`parse-server did not start: ${said}`);
  }
  return { port, key: APPLICATION, stop };
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(url);
    await sleep(200);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const hurry = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(hurry);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
