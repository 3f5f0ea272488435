import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createControlClient } from '../sandbox/src/control/client.ts';
import { nextLine, type Running, start } from './clone.ts';

/** Processes of this clone that are still there. */
function processesIn(folder: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(folder));
}

/** Something else on the machine may take the time of one try, hardly of each of three. */
const slowMachine = { retry: 2 };

describe('npm start on a fresh clone', () => {
  const clone = inject('clone');
  const started: Running[] = [];
  const npmStart = (...args: string[]) => {
    const running = start('npm', ['start', '--silent', '--', ...args], clone);
    started.push(running);
    return running;
  };

  beforeAll(async () => {
    // The first start installs and builds; it is not the one that is timed.
    const first = npmStart('--port', '0', '--json');
    await nextLine(first);
    first.child.kill('SIGTERM');
    await first.exit;
  });
  afterAll(async () => {
    // Only what a failed test has left behind is still there.
    for (const { child } of started) child.kill('SIGTERM');
    await Promise.all(started.map(({ exit }) => exit));
  });

  it(
    'is ready within 5 s on a warm install, and says all that a script needs in one line',
    slowMachine,
    async () => {
      const began = Date.now();
      const running = npmStart('--port', '0', '--json');
      const line = await nextLine(running);
      const readyAfterMs = Date.now() - began;
      const connection = JSON.parse(line);
      expect(connection).toMatchObject({
        lab: expect.stringMatching(/^http:\/\/lab\.push\.localhost:\d+\/?$/),
        control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        controlToken: expect.any(String),
        gateway: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        dynamics: {
          publicEndpoint: expect.any(String),
          organizationId: expect.any(String),
          mobileAppId: expect.any(String),
          apiToken: expect.any(String),
        },
        apns: {
          url: expect.stringMatching(/^https:/),
          keyId: expect.stringMatching(/^[A-Z0-9]{10}$/),
          teamId: expect.stringMatching(/^[A-Z0-9]{10}$/),
          bundleId: expect.any(String),
          key: expect.stringContaining('PRIVATE KEY'),
        },
        fcm: {
          url: expect.stringMatching(/^https:/),
          tokenUrl: expect.stringMatching(/^https:/),
          projectId: expect.any(String),
          serviceAccount: { client_email: expect.any(String), private_key: expect.any(String) },
        },
      });
      expect(existsSync(connection.ca)).toBe(true);
      const control = createControlClient({ url: connection.control, token: connection.controlToken });
      expect((await control.phones()).map((phone) => phone.profile)).toEqual([
        'iphone',
        'android-14',
        'android-12',
      ]);
      running.child.kill('SIGTERM');
      await running.exit;
      expect(running.output().stdout.split('\n')).toEqual([line, '']);
      expect(readyAfterMs).toBeLessThan(5000);
    },
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends everything it started within 5 s of %s',
    slowMachine,
    async (signal) => {
      const running = npmStart('--port', '0', '--json');
      const { gateway } = JSON.parse(await nextLine(running));
      const began = Date.now();
      running.child.kill(signal);
      await running.exit;
      expect(Date.now() - began).toBeLessThan(5000);
      await expect(fetch(gateway)).rejects.toThrow();
      await expect.poll(() => processesIn(clone)).toEqual([]);
    },
  );

  it('leaves nothing behind when it is stopped while it starts', slowMachine, async () => {
    const running = npmStart('--port', '0');
    await expect.poll(() => processesIn(clone).some((line) => line.includes('main.ts'))).toBe(true);
    const began = Date.now();
    running.child.kill('SIGINT');
    await running.exit;
    await expect.poll(() => processesIn(clone)).toEqual([]);
    expect(Date.now() - began).toBeLessThan(5000);
    expect(running.output().stderr).toBe('');
  });

  it('keeps its state in --data', async () => {
    const data = join(clone, '..', 'data');
    const first = npmStart('--port', '0', '--json', '--data', data);
    const before = JSON.parse(await nextLine(first));
    const phonesBefore = await createControlClient({
      url: before.control,
      token: before.controlToken,
    }).phones();
    first.child.kill('SIGTERM');
    await first.exit;
    const second = npmStart('--port', '0', '--json', '--data', data);
    const after = JSON.parse(await nextLine(second));
    const phonesAfter = await createControlClient({ url: after.control, token: after.controlToken }).phones();
    expect(after.dynamics.mobileAppId).toBe(before.dynamics.mobileAppId);
    expect(phonesAfter.map((phone) => phone.token)).toEqual(phonesBefore.map((phone) => phone.token));
    second.child.kill('SIGTERM');
    await second.exit;
  });

  it('says in one line that the data folder cannot be used', async () => {
    const running = npmStart('--port', '0', '--data', '/dev/null/data');
    expect(await running.exit).toBe(2);
    expect(running.output().stderr).toMatch(/^--data \/dev\/null\/data cannot be used: ENOTDIR\n$/);
  });

  it('says in one line that the port is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as AddressInfo;
    const running = npmStart('--port', String(port));
    expect(await running.exit).toBe(2);
    expect(running.output().stderr).toMatch(new RegExp(`^Port ${port} is taken[^\n]*\n$`));
    blocker.close();
  });

  it.each([
    [['--port', 'x'], /^--port must be a number[^\n]*\n$/],
    [['--colour'], /^Unknown option '--colour'[^\n]*\n$/],
    [['--app', 'nowhere'], /^--app "nowhere": expected an http or https address[^\n]*\n$/],
  ])('refuses %j in one line', async (args, message) => {
    const running = npmStart(...args);
    expect(await running.exit).toBe(2);
    expect(running.output().stderr).toMatch(message);
  });
});
