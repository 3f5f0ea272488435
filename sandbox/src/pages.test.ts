import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createPages } from './pages.ts';
import { startSandbox } from './sandbox.ts';

it('a browser that shows a phone too does not take its page out of the hand of a test', async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const phone = await sandbox.phone('iphone');
  const { port } = new URL(sandbox.connection().control);
  const { origin, host } = new URL((await phone.view()).page.url);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/__phone`, { headers: { host }, origin });
  const [told] = await once(socket, 'message');
  expect(JSON.parse(String(told))).toEqual({ closed: true });
  expect(await phone.page.evaluate('1 + 1')).toBe(2);
  socket.close();
});

it('who opens a page is answered although the phone is thrown away meanwhile', async () => {
  await using sandbox = await startSandbox({ gateway: false });
  const phone = sandbox.phones.create('iphone');
  await phone.launch();
  const pages = createPages();
  const opening = pages.open(phone);
  pages.forget(phone.id);
  await opening;
  expect(pages.shows(phone.id)).toBe(false);
});
