import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../../test/api-key.ts';
import {
  announceDevice,
  type Device,
  quick,
  send,
  startTestGateway,
  type TestGateway,
} from '../../../test/gateway.ts';
import { ANNA, BERT, dataverse, dataverseAnswer, type Row } from '../../../test/people.ts';
import type { Gateway } from '../../gateway.ts';

/** Two gateways look for people while these come and go: whatever happens last counts. */

let gateway: TestGateway;
let other: Gateway;
let apiKey: string;
let rows: Row[] = [];
beforeAll(async () => {
  gateway = await startTestGateway({
    users: {
      ...{ unknown: 'retry', dataverse, table: { anna: ANNA } },
      rules: [{ entity: 'contact', column: 'new_appid' }],
    },
    limits: { address: false, installation: false, user: false },
    timing: { ...quick, userUnknownMs: 1, userFoundMs: 1, userAwaitMs: 5, userAwaitMaxMs: 10, sweepMs: 20 },
    getDataverseToken: async () => 'token',
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!new URL(request.url).pathname.startsWith('/api/data/')) return gateway.dynamics.fetch(request);
      return dataverseAnswer(rows, request);
    },
  });
  other = await gateway.sibling();
  apiKey = await newApiKey(gateway, 'register');
});
afterAll(() => gateway.end());

const step = fc.record({
  do: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('new' as const, 'posted' as const) },
    { weight: 3, arbitrary: fc.constantFrom('unbind' as const, 'anna' as const) },
    { weight: 2, arbitrary: fc.constantFrom('made' as const, 'gone' as const) },
  ),
  /** So long the gateways have time of their own. */
  pause: fc.nat({ max: 20 }),
});

/** A backend says it. */
const post = ({ id: installationId }: Device, userId: string) => {
  const info = { installationId, platform: 'ios', appId: 'com.example.shop' };
  const body = { userId, info, notificationsEnabled: true };
  return send(gateway, 'POST /v1/registrations', { body, credential: apiKey });
};

test('at rest the device is registered for whoever came last, and for nobody after a logout', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      const userId = `new-${count++}`;
      const made: Row = { set: 'contacts', columns: { contactid: BERT, new_appid: userId } };
      rows = [];
      const device = await announceDevice(gateway);
      let last: string | undefined;
      for (const one of steps) {
        if (one.do === 'made') rows = [made];
        else if (one.do === 'gone') rows = [];
        else if (one.do === 'unbind') {
          await device.unbind(0);
          last = undefined;
        } else {
          const wanted = one.do === 'anna' ? 'anna' : userId;
          const { status } = one.do === 'posted' ? await post(device, wanted) : await device.bind(wanted, 0);
          if (status < 300) last = wanted;
        }
        await new Promise((resolve) => setTimeout(resolve, one.pause));
      }
      rows = [made];
      const wanted = { [userId]: BERT, anna: ANNA }[last ?? ''];
      const atRest = wanted
        ? { state: 'registered', userId: last }
        : { state: expect.stringMatching(/^(none|removed)$/) };
      await expect.poll(() => device.read(), { interval: 20 }).toMatchObject(atRest);
      const held = gateway.dynamics.held().map((line) => line.split(' ')[0]);
      expect(held).toEqual(wanted ? [wanted] : []);
      await device.unbind();
    }),
    { numRuns: 30 },
  );
  await other.close();
}, 120_000);
