import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson, startFor } from './running-sandbox.ts';

const person = createPerson();
let sandbox: Awaited<ReturnType<typeof startFor>>;
let folder: string;
const portOf = ({ connection }: typeof sandbox) => Number(new URL(connection().control).port);

beforeAll(async () => {
  folder = await person.runningFolder();
  sandbox = await startFor(person);
});
afterAll(async () => {
  await sandbox?.close();
  person.remove();
});

const CLIENTS = ['node-apn', 'apns2', 'firebase-admin', 'googleapis-fcm', 'fetch', 'azure-identity', 'curl'];

describe('sandbox env', () => {
  test('tells people what each client needs, and prints no secret', async () => {
    const { code, stdout, stderr } = await person.env();
    expect([code, stderr]).toEqual([0, '']);
    const { apns, fcm, dynamics, dataverse, controlToken, ca, files } = sandbox.connection();
    for (const told of [ca, files.preload, files.apnsKey, files.serviceAccount, apns.keyId, fcm.projectId])
      expect(stdout).toContain(told);
    for (const { token } of [...sandbox.phones.all()].map((phone) => phone.view()))
      expect(stdout).toContain(token);
    expect(stdout).toMatch(/^ +127\.0\.0\.1 login\.microsoftonline\.com$/m);
    expect(stdout).toContain('npm start -- --port');
    const { private_key: key } = JSON.parse(readFileSync(files.serviceAccount, 'utf8'));
    for (const secret of [controlToken, dynamics.apiToken, dataverse.clientSecret, key, apns.key.trim()])
      expect(stdout).not.toContain(secret);
  });

  test('keeps secrets in files that only their owner can read', () => {
    const { files } = sandbox.connection();
    for (const file of [files.apnsKey, files.serviceAccount, files.apiToken, files.clientSecret])
      expect(statSync(file).mode & 0o777).toBe(0o600);
    const [record] = readdirSync(folder);
    expect(record).toBe(`${portOf(sandbox)}.json`);
    const { connectionFile } = JSON.parse(readFileSync(join(folder, record ?? ''), 'utf8'));
    expect(statSync(connectionFile).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test.each(['apns2', 'azure-identity', 'curl'])('for %s alone leaves the others out', async (client) => {
    const { code, stdout } = await person.env('--client', client);
    expect(code).toBe(0);
    expect(stdout).toContain(`--shell --client ${client}`);
    expect(stdout.includes('APNS_KEY_FILE')).toBe(['node-apn', 'apns2'].includes(client));
    expect(stdout.includes('JOURNEYS_PUSH_REDIRECTS')).toBe(!['curl', 'fetch'].includes(client));
    expect(stdout.includes('AZURE_CLIENT_SECRET')).toBe(client === 'azure-identity');
    expect(stdout).not.toContain('hosts file');
  });

  test('sets a shell up: secrets come from their files, and what was set before stays', async () => {
    const { stdout } = await person.env('--shell');
    const { dynamics, files } = sandbox.connection();
    expect(stdout).not.toContain(dynamics.apiToken);
    const script = `${stdout}\nprintf '%s\\n' "$DYNAMICS_API_TOKEN" "$NODE_OPTIONS" "$APNS_KEY_FILE"; node -p '1+1'`;
    const set = await person.run('sh', ['-c', script], { NODE_OPTIONS: '--no-deprecation' });
    expect(set.stdout.split('\n')).toEqual([
      dynamics.apiToken,
      `--no-deprecation --require "${files.preload}"`,
      files.apnsKey,
      '2',
      '',
    ]);
  });

  test('gives scripts everything as one line of JSON', async () => {
    const { stdout } = await person.env('--json');
    const { variables, ...rest } = JSON.parse(stdout);
    const connection = sandbox.connection();
    expect(variables).toMatchObject({
      NODE_EXTRA_CA_CERTS: connection.ca,
      DYNAMICS_API_TOKEN: connection.dynamics.apiToken,
      AZURE_CLIENT_SECRET: connection.dataverse.clientSecret,
      APNS_DEVICE_TOKEN: sandbox.phones.get('p1')?.view().token,
      FCM_REGISTRATION_TOKEN: sandbox.phones.get('p2')?.view().token,
    });
    expect(JSON.parse(variables.JOURNEYS_PUSH_REDIRECTS)).toEqual(connection.redirects);
    expect(rest).toMatchObject({
      format: 'journeys-push-sandbox-env/1',
      port: portOf(sandbox),
      pid: process.pid,
      hosts: expect.arrayContaining(['127.0.0.1 fcm.googleapis.com']),
      phones: [{ id: 'p1' }, { id: 'p2' }, { id: 'p3' }],
      connection,
    });
  });

  test('chooses by port where several run, of those that want to be found', async () => {
    const { startSandbox } = await import('@journeys-push/sandbox');
    const { announceRunning } = await import('@journeys-push/sandbox/running');
    // As in a test: nobody is told of it.
    const other = await startSandbox();
    expect((await person.env('--client', 'curl')).code).toBe(0);
    const strikeOut = await announceRunning(folder, other.connection());
    const both = await person.env();
    expect([both.code, both.stdout]).toEqual([2, '']);
    expect(both.stderr).toMatch(/^sandbox-ambiguous: 2 sandboxes run: port \d+ \(process \d+\), port \d+/);
    for (const one of [sandbox, other]) {
      expect(both.stderr).toContain(`port ${portOf(one)} `);
      const { stdout } = await person.env('--json', '--port', String(portOf(one)));
      expect(JSON.parse(stdout).connection.ca).toBe(one.connection().ca);
    }
    await strikeOut();
    await other.close();
    expect((await person.env('--client', 'curl')).code).toBe(0);
  }, 60_000);

  test('says which sandboxes there are when none has the port', async () => {
    const { code, stderr } = await person.env('--port', '1');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sandbox-not-running: no sandbox has port 1\. There is: port \d+ /);
    expect(stderr).toContain('npm start -- --port 1');
  });
});

describe('without a sandbox', () => {
  const another = createPerson();
  afterAll(another.remove);

  test('says how to start one', async () => {
    const { code, stdout, stderr } = await another.env();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'sandbox-not-running: no sandbox of this user runs on this machine.\n' +
        'Start one with "npm start" in another terminal, then run this again.\n',
    );
  });

  test('is not taken in by what a killed one has left', async () => {
    const theirs = await another.runningFolder();
    mkdirSync(theirs, { recursive: true });
    const file = join(theirs, '4400.json');
    const record = { port: 4400, connectionFile: join(another.home, 'connection.json') };
    // No system gives a process so high an id.
    writeFileSync(file, JSON.stringify({ ...record, pid: 2 ** 30 }));
    expect((await another.env()).stderr).toMatch(/^sandbox-not-running: no sandbox of this user/);
    expect(readdirSync(theirs)).toEqual([]);
    // The id belongs to somebody else by now, and so does the port.
    writeFileSync(file, JSON.stringify({ ...record, pid: process.pid }));
    const connection = { ...sandbox.connection(), controlToken: 'of another time' };
    writeFileSync(record.connectionFile, JSON.stringify(connection));
    expect((await another.env()).stderr).toMatch(/^sandbox-not-answering: the sandbox on port 4400/);
    writeFileSync(file, '{"pid":');
    expect((await another.env()).stderr).toMatch(/^sandbox-not-running: /);
  }, 60_000);

  test('explains itself', async () => {
    const help = await another.env('--help');
    expect(help.code).toBe(0);
    for (const text of ['--port', '--client', '--shell', '--json', ...CLIENTS])
      expect(help.stdout).toContain(text);
  });
});
