import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../src/control/exchange-wire.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox.ts';
import { curlOf } from './curl.ts';
import { exchangeText, pretty } from './exchange-text.ts';
import { harOf } from './har.ts';

const run = promisify(execFile);

const exchange = (change: Partial<Exchange> = {}): Exchange => ({
  ...{ id: 1, traceId: 't', to: 'dynamics', protocol: 'HTTP/1.1', method: 'POST', at: 0, ms: 4 },
  ...{ url: 'http://127.0.0.1:1/api', request: { headers: [] } },
  ...change,
});

describe('a request as a curl command', () => {
  it('has secrets as variables, says what to set, and leaves out what curl says itself', () => {
    const command = curlOf(
      exchange({
        ...{ to: 'apns', protocol: 'HTTP/2', reachedAt: '127.0.0.1:4455' },
        url: 'https://api.push.apple.com/3/device/⟦DEVICE_TOKEN:1a2b3c4d⟧',
        request: {
          headers: [
            ['host', 'api.push.apple.com'],
            ['content-length', '12'],
            ['authorization', 'bearer ⟦PROVIDER_TOKEN⟧'],
          ],
          body: `{"aps":{"alert":"It's here"}}`,
        },
      }),
    );
    expect(command).toMatchInlineSnapshot(`
      "# Set DEVICE_TOKEN first: the push token of the phone
      # Set SANDBOX_CA first: the path of the sandbox’s certificate: “ca” in the line that npm start -- --json prints
      # Set PROVIDER_TOKEN first: a JWT signed with the APNs key
      curl --request 'POST' 'https://api.push.apple.com/3/device/'"$DEVICE_TOKEN" \\
        --http2 \\
        --cacert "$SANDBOX_CA" \\
        --connect-to 'api.push.apple.com:443:127.0.0.1:4455' \\
        --header 'authorization: bearer '"$PROVIDER_TOKEN" \\
        --data-raw '{"aps":{"alert":"It'\\''s here"}}'"
    `);
  });

  it('gives a shell exactly the words of the request, whatever they are', async () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/[\0⟦⟧]/.test(text));
    const awkward = fc.constantFrom(
      "it's",
      '"$HOME"',
      '`id`',
      '\\',
      '!!',
      '$(id)',
      '\n',
      '',
      '⟦API_TOKEN⟧',
      "'⟦API_TOKEN⟧'",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(word, awkward), { minLength: 1, maxLength: 6 }), async (words) => {
        const body = words.join(' ');
        const command = curlOf(
          exchange({ request: { headers: [['x-word', body.replaceAll('\n', ' ')]], body } }),
        );
        const printing = command.replace(/^curl /m, `printf '%s\\0' `);
        const { stdout } = await run('sh', ['-c', printing], { env: { API_TOKEN: 'the token' } });
        const told = stdout.split('\0');
        expect(told[told.indexOf('--data-raw') + 1]).toBe(body.replaceAll('⟦API_TOKEN⟧', 'the token'));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a copied curl command, run', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ gateway: false });
  });
  afterAll(() => sandbox?.close());

  const again = async (told: Exchange | undefined, secrets: Record<string, string>): Promise<number> => {
    if (!told) throw new Error('no such request');
    const command = curlOf(told).replace(
      'curl ',
      'curl --silent --output /dev/null --write-out "%{http_code}" ',
    );
    const { SANDBOX_CA = sandbox.connection().ca } = secrets;
    const { PATH = '' } = process.env;
    const { stdout } = await run('sh', ['-c', command], { env: { PATH, SANDBOX_CA, ...secrets } });
    return Number(stdout);
  };

  it('gets the same status from Dynamics, and from FCM with its own name', async () => {
    const person = await sandbox.person();
    const phone = await sandbox.phone('android-12');
    await phone.page.call('promptNotificationPermission');
    await phone.page.call('registerDevice', { userId: person.userId });
    await sandbox.register({ phone, userId: person.userId });
    const { token } = await phone.view();
    const registered = sandbox.timeline.list().find(({ kind }) => kind === 'registration.accepted');
    const [told] = sandbox.timeline.exchanges.of(registered?.traceId ?? '');
    const { apiToken } = sandbox.connection().dynamics;
    expect(told?.response?.status).toBe(202);
    expect(await again(told, { API_TOKEN: apiToken, DEVICE_TOKEN: token })).toBe(202);

    await sandbox.journey.send({ to: person.userId, title: 'It’s “here”' });
    const accepted = sandbox.timeline
      .list()
      .filter(({ hop }) => hop === 'fcm')
      .at(-1);
    const [sent] = sandbox.timeline.exchanges.of(accepted?.traceId ?? '');
    expect(sent).toMatchObject({ to: 'fcm', response: { status: 200 } });
    // Without the service account’s access token it is refused by the real wire, and not for another reason.
    expect(await again(sent, { ACCESS_TOKEN: 'none', DEVICE_TOKEN: token })).toBe(401);
  });
});

describe('a request for other tools', () => {
  const one = exchange({
    request: { headers: [['Content-Type', 'application/json']], body: '{"ApiToken":"⟦API_TOKEN⟧"}' },
    response: { status: 202, headers: [], body: '{"a":1}' },
  });

  it('as text has the lines of the wire, with secrets in brackets', () => {
    expect(exchangeText(one)).toBe(
      'POST http://127.0.0.1:1/api HTTP/1.1\nContent-Type: application/json\n\n{"ApiToken":"[API_TOKEN]"}\n\nHTTP/1.1 202\n\n{"a":1}',
    );
    expect(exchangeText(exchange({ failure: 'offline' }))).toContain('No answer: offline');
  });

  it('as HAR 1.2 has what its readers require', () => {
    const { log } = harOf([one, exchange({ protocol: 'bridge', url: 'msdynamics/registerDevice' })]) as {
      log: { version: string; entries: Record<string, Record<string, unknown>>[] };
    };
    expect(log.version).toBe('1.2');
    expect(log.entries).toHaveLength(1);
    const [entry] = log.entries;
    expect(Object.keys(entry ?? {})).toEqual(
      expect.arrayContaining(['startedDateTime', 'time', 'request', 'response', 'cache', 'timings']),
    );
    expect(entry?.request?.postData).toEqual({
      mimeType: 'application/json',
      text: '{"ApiToken":"[API_TOKEN]"}',
      params: [],
    });
    expect(JSON.stringify(log)).not.toContain('⟦');
  });

  it('JSON is set out on lines, anything else left alone', () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty('a=1')).toBe('a=1');
  });
});
