import { appendFile, cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Frame } from 'playwright-core';
import { createServer as createVite, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const example = join(import.meta.dirname, '../../examples/react');

describe('your own app in a phone', () => {
  let browser: Browser;
  let folder: string;
  let vite: ViteDevServer;
  let plain: Server;
  const sandboxes: Sandbox[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-app-'));
    await cp(join(example, 'src'), join(folder, 'src'), { recursive: true });
    await cp(join(example, 'index.html'), join(folder, 'index.html'));
    await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'src/word.js'), word('cold'));
    await appendFile(join(folder, 'index.html'), '<script type="module" src="/src/word.js"></script>');
    vite = await createVite({
      root: folder,
      server: { port: 0, host: '127.0.0.1' },
      logLevel: 'silent',
      cacheDir: join(folder, 'cache'),
      // Found late, they would make Vite load the page once more.
      optimizeDeps: { include: ['react', 'react/jsx-dev-runtime', 'react-dom/client', 'median-js-bridge'] },
      configFile: false,
    });
    await vite.listen();
    plain = createServer(strictSite);
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    for (const sandbox of sandboxes) await sandbox.close();
    await vite?.close();
    plain?.closeAllConnections();
    plain?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The app in a phone, as the lab shows it. */
  async function opened(
    app: string,
  ): Promise<{ sockets: string[]; site: Frame; context: BrowserContext; sandbox: Sandbox }> {
    const sandbox = await startSandbox({ app, gateway: false, phones: ['android-12'] });
    sandboxes.push(sandbox);
    const context = await browser.newContext();
    const page = await context.newPage();
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.goto(sandbox.connection().lab);
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    if (!frame) throw new Error('no page in the phone');
    return { sockets, site: frame, context, sandbox };
  }

  it('is hot, from a Vite server, with the unmodified client of Median', async () => {
    const { site, sockets } = await opened(vite.resolvedUrls?.local[0] ?? '');
    await site.getByRole('button', { name: 'Ask for permission' }).click();
    await site.getByText('"granted": true').waitFor();
    // Vite's client would go past the phone, straight to its server, if the phone let no socket through.
    await expect.poll(() => sockets.some((url) => url.includes('token='))).toBe(true);
    expect(new Set(sockets.map((url) => new URL(url).host))).toEqual(new Set([new URL(site.url()).host]));
    await site.waitForFunction('document.body.dataset.word === "cold"');
    await site.evaluate('window.kept = true');
    await writeFile(join(folder, 'src/word.js'), word('hot'));
    await site.waitForFunction('document.body.dataset.word === "hot"');
    expect(await site.evaluate('window.kept')).toBe(true);
  });

  it('keeps its strict policies, its cookies and its full addresses', async () => {
    const port = await listen(plain, 0, '127.0.0.1');
    const { site, context, sandbox } = await opened(`http://localhost:${port}`);
    await site.getByText('ready').waitFor();
    expect(await site.evaluate('median.msdynamics.areNotificationsEnabled()')).toMatchObject({
      granted: true,
    });
    const refused =
      'new Promise((done) => { const it = document.createElement("script"); it.onerror = () => done("refused"); it.onload = () => done("loaded"); it.src = "https://cdn.example/x.js"; document.head.append(it) })';
    expect(await site.evaluate(refused)).toBe('refused');
    const cookies = await context.cookies();
    expect(cookies.map(({ name, domain }) => `${name} ${domain}`).sort()).toEqual([
      '__Host-b p1.push.localhost',
      'a p1.push.localhost',
      's p1.push.localhost',
    ]);
    const own = `http://localhost:${port}`;
    expect(await site.evaluate(`fetch('${own}/cookies').then((answer) => answer.text())`)).toContain(
      '__Host-b=2',
    );
    expect(
      await site.evaluate(
        'navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready).then(() => "works")',
      ),
    ).toBe('works');
    await site.evaluate(`location.assign('${own}/next')`);
    await site.waitForURL(`**://p1.push.localhost:*/next`);
    await expect
      .poll(() => sandbox.phones.get('p1')?.view().page.url)
      .toMatch(/p1\.push\.localhost:\d+\/next$/);
    expect(sandbox.timeline.list().filter(({ kind }) => kind === 'site.policy-changed')).toHaveLength(1);
    plain.closeAllConnections();
    await new Promise((resolve) => plain.close(resolve));
    await site.evaluate('location.reload()');
    await site.getByText('Your site does not answer').waitFor();
    plain = createServer(strictSite);
    await listen(plain, port, '127.0.0.1');
    await site.getByText('ready').waitFor();
  });
});

/** A module that takes its own changes. */
const word = (text: string) => `document.body.dataset.word = '${text}'; import.meta.hot.accept();`;

const strictSite: Parameters<typeof createServer>[1] = (asked, answer) => {
  if (asked.url === '/cookies') return answer.end(asked.headers.cookie);
  if (asked.url === '/sw.js')
    return answer.setHeader('content-type', 'text/javascript').end('onfetch = () => {}');
  answer.writeHead(200, {
    'content-type': 'text/html',
    'content-security-policy':
      "default-src 'self'; require-trusted-types-for 'script'; frame-ancestors 'none'; upgrade-insecure-requests",
    'set-cookie': [
      'a=1; Domain=localhost; SameSite=Lax',
      '__Host-b=2; Path=/; Secure; HttpOnly; SameSite=Strict',
      's=3; Secure; SameSite=None',
    ],
  });
  answer.end(
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'self'"><p>ready</p>`,
  );
};
