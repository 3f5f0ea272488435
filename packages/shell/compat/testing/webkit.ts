import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Engine, EnginePage, OpenOptions } from './engine.ts';

/** What react-native-webview has on iOS before the page's first script (its `postMessageScript`). */
const nativeObject = `window.ReactNativeWebView = window.ReactNativeWebView || {};
window.ReactNativeWebView.postMessage = function (data) {
  window.webkit.messageHandlers.ReactNativeWebView.postMessage(String(data));
};`;

/** A line of webkit-host.mjs. */
interface Said {
  id?: number;
  value?: string | null;
  error?: string;
  page?: string;
  post?: unknown;
  loaded?: string;
}

interface Told {
  onPost(message: unknown): void;
  onLoaded(): void;
}

/** WebKitGTK from the system's packages (tools/webkit.mjs), on a screen that nobody sees. */
export async function startWebKit(): Promise<Engine> {
  const { screen, display } = await startScreen();
  const host = await startHost(display);
  let opened = 0;
  return {
    open(options) {
      opened += 1;
      return openPage(host, `page-${opened}`, options);
    },
    async close() {
      await host.close();
      await ended(screen);
    },
  };
}

async function openPage(host: Host, page: string, { start, onPost }: OpenOptions): Promise<EnginePage> {
  let onLoaded = () => {};
  host.pages.set(page, { onPost, onLoaded: () => onLoaded() });
  await host.ask({ action: 'open', page, start: [nativeObject, ...start] });
  return {
    async goto(url) {
      const loaded = new Promise<void>((resolve) => {
        onLoaded = resolve;
      });
      await host.ask({ action: 'goto', page, url });
      await loaded;
    },
    // The script's own value is of no use to the app, and not every value can leave the page.
    run: async (script) => void (await host.ask({ action: 'run', page, script: `${script}\n;true;` })),
    async evaluate<T>(expression: string) {
      const text = await host.ask({ action: 'evaluate', page, expression });
      return (text === null ? undefined : JSON.parse(text)) as T;
    },
    async close() {
      await host.ask({ action: 'close', page });
      host.pages.delete(page);
    },
  };
}

interface Host {
  pages: Map<string, Told>;
  ask(request: { action: string } & Record<string, unknown>): Promise<string | null>;
  close(): Promise<void>;
}

async function startHost(display: string): Promise<Host> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const program = start('gjs', [join(import.meta.dirname, 'webkit-host.mjs'), String(port)], {
    DISPLAY: display,
    GDK_BACKEND: 'x11',
    // No graphics card, and no desktop to ask.
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    NO_AT_BRIDGE: '1',
    GSETTINGS_BACKEND: 'memory',
  });
  const [socket] = (await Promise.race([once(server, 'connection'), failure(program)])) as [Socket];
  server.close();
  return converse(socket, program);
}

function converse(socket: Socket, program: ChildProcess): Host {
  const pages = new Map<string, Told>();
  const waiting = new Map<number, { resolve(value: string | null): void; reject(error: Error): void }>();
  let asked = 0;
  createInterface({ input: socket }).on('line', (line) => {
    const said = JSON.parse(line) as Said;
    const told = pages.get(said.page ?? '');
    if ('post' in said) return told?.onPost(said.post);
    if (said.loaded !== undefined) return told?.onLoaded();
    const one = waiting.get(said.id ?? 0);
    waiting.delete(said.id ?? 0);
    if (said.error === undefined) one?.resolve(said.value ?? null);
    else one?.reject(new Error(said.error));
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('WebKit has ended.'));
  });
  return {
    pages,
    ask(request) {
      asked += 1;
      const id = asked;
      socket.write(`${JSON.stringify({ id, ...request })}\n`);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    async close() {
      socket.end();
      await ended(program);
    },
  };
}

/** An X server without a screen; it chooses a free display and says which. */
async function startScreen(): Promise<{ screen: ChildProcess; display: string }> {
  const screen = start('Xvfb', ['-displayfd', '1', '-screen', '0', '800x900x24', '-nolisten', 'tcp'], {});
  const [text] = (await Promise.race([once(screen.stdout ?? screen, 'data'), failure(screen)])) as [Buffer];
  return { screen, display: `:${text.toString().trim()}` };
}

const start = (command: string, args: string[], env: Record<string, string>): ChildProcess =>
  spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });

/** Rejects if the program cannot be started, or ends before it has said what is awaited. */
async function failure(program: ChildProcess): Promise<never> {
  const [code] = await once(program, 'exit').catch((error: Error) => [error.message]);
  throw new Error(`${program.spawnfile} did not start (${code}): node tools/test.mjs native installs it.`);
}

async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  program.kill();
  await once(program, 'exit');
}
