import { expect, test } from 'vitest';
import { createWire } from './wire.ts';

const url = 'http://gateway.test/v1/installations/1/user';

test('a request that was given up stays under way until the gateway has finished with it', async () => {
  let answer: (response: Response) => void = () => {};
  const wire = createWire(() => new Promise((resolve) => (answer = resolve)));
  const phone = new AbortController();
  const request = wire.fetch(url, { method: 'PUT', signal: phone.signal });
  phone.abort(new Error('offline'));
  await expect(request).rejects.toThrow('offline');
  expect(wire.underWay()).toEqual(['PUT /v1/installations/1/user']);
  const moved = wire.moved();
  answer(new Response('{}'));
  await moved;
  expect(wire.underWay()).toEqual([]);
});

test('an answer arrives whole, and a failure as it was', async () => {
  const wire = createWire(async (_, init) => {
    if (init?.method === 'GET') throw new Error('ECONNREFUSED');
    return new Response('{"a":1}', { status: 202, headers: { 'x-a': 'b' } });
  });
  const response = await wire.fetch(url, { method: 'PUT' });
  expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([
    202,
    'b',
    '{"a":1}',
  ]);
  await expect(wire.fetch(url, { method: 'GET' })).rejects.toThrow('ECONNREFUSED');
});
