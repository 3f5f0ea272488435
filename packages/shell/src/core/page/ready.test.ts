import { expect, test } from 'vitest';
import { launch, SITE } from '../../../test/launch.ts';

test.each(['median_library_ready', 'gonative_library_ready'])(
  '%s is called once a document',
  async (name) => {
    const page = `var count=0;function ${name}(){count++}`;
    const app = await launch({ page });
    expect(app.page?.window.count).toBe(1);
    void app.shell.pageLoaded(`${SITE}/start`);
    await app.shell.pageLoaded(`${SITE}/start`);
    expect(app.page?.window.count).toBe(1);
    await app.load(SITE, page);
    expect(app.page?.window.count).toBe(1);
  },
);

test('a page of another origin hears nothing', async () => {
  const app = await launch();
  const before = app.scripts.length;
  await app.load('https://evil.example/', 'var count=0;function median_library_ready(){count++}');
  expect(app.page?.window.count).toBe(0);
  expect(app.scripts).toHaveLength(before);
});

test('a page that stands on an origin of its own, in the sandbox, is told by that name', async () => {
  const app = await launch({
    ports: (ports) => ({
      ...ports,
      web: {
        ...ports.web,
        pageOrigin: (origin) => (origin === SITE ? 'http://p1.push.localhost:4400' : origin),
      },
    }),
  });
  expect(app.scripts.at(-1)).toContain('["http://p1.push.localhost:4400"]');
});
