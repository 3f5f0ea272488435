import { expect, test } from 'vitest';
import { createLogger } from './log.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger('info', { write: (line) => lines.push(line) }));
  return lines.join('');
}

test('a secret field is redacted at any depth, in lists, in errors and in any spelling', () => {
  const circle: Record<string, unknown> = { DeviceToken: 'SECRET' };
  circle.self = circle;
  const lines = logged((log) => {
    log.info({ info: { apnsToken: 'SECRET', fcmToken: 'SECRET' }, secret: 'SECRET', jwt: 'SECRET' });
    log.info({ token: 'SECRET', calls: [{ body: { ApiToken: 'SECRET' } }], lists: [[{ token: 'SECRET' }]] });
    log.info({ a: { b: { c: { d: { enrollmentKey: 'SECRET' } } } }, api_token: 'SECRET', circle });
    log.error(Object.assign(new Error('failed'), { request: { headers: { Authorization: 'SECRET' } } }));
  });
  expect(lines).not.toContain('SECRET');
  expect(lines.match(/\[redacted\]/g)).toHaveLength(11);
});

test('everything else is logged as it is', () => {
  const lines = logged((log) => {
    log.error(
      { err: new TypeError('failed'), at: new Date(0), apiTokenId: 'a1', none: null, list: [1] },
      'text',
    );
  });
  expect(JSON.parse(lines)).toMatchObject({
    err: { type: 'TypeError', message: 'failed', stack: expect.stringContaining('log.test.ts') },
    at: '1970-01-01T00:00:00.000Z',
    apiTokenId: 'a1',
    none: null,
    list: [1],
    msg: 'text',
  });
});
