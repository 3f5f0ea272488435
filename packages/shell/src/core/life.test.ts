import { expect, test } from 'vitest';
import { launch, rest } from '../../test/launch.ts';

test('a closed core leaves no mark: nothing is stored, sent, shown or timed any more', async () => {
  const app = await launch();
  await app.allow();
  app.gateway.weather = 'offline';
  void app.register('a');
  await rest();
  app.shell.close();
  const before = [app.gateway.requests.length, app.scripts.length, JSON.stringify([...app.system.store])];
  await app.clock.advance(60_000);
  expect([app.gateway.requests.length, app.scripts.length, JSON.stringify([...app.system.store])]).toEqual(
    before,
  );
  expect(app.clock.pending()).toBe(0);
});

test('whoever waits for a closed core goes on', async () => {
  const app = await launch();
  const waiting = app.shell.receive({
    message: 'median://msdynamics/promptNotificationPermission',
    origin: 'https://shop.example',
  });
  await rest();
  app.shell.close();
  await waiting;
  await app.shell.resumed();
  await app.shell.pageLoaded('https://shop.example/');
  expect(await app.arrive({ payload: { data: { title: 'x' } } })).toBe('hide');
});

test('starting twice is starting once', async () => {
  const app = await launch();
  await Promise.all([app.shell.start(), app.shell.start()]);
  expect(app.observed.filter(({ kind }) => kind === 'registration')).toHaveLength(1);
});

test('a log or an observer that throws does no harm', async () => {
  const app = await launch({
    ports: (ports) => ({
      ...ports,
      log: () => {
        throw new Error('log');
      },
      observe: () => {
        throw new Error('observe');
      },
    }),
  });
  await app.allow();
  expect(await app.register('a')).toMatchObject({ success: true });
});
