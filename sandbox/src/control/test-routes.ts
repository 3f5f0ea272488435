import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { addAction } from './action.ts';
import { ControlFailure } from './problem.ts';
import { OwnRegistration, PageAnswer, PageCode } from './test-wire.ts';
import { ChannelDevice, Phone } from './wire.ts';
import type { World } from './world.ts';

/** Routes for tests that have no browser, and for apps that have no gateway. */
export function addTestRoutes(app: OpenAPIHono, world: World): void {
  const find = (id = '') => {
    const phone = world.phones().find((one) => one.id === id);
    if (!phone) throw new ControlFailure('phone-unknown', `No phone "${id}"`);
    return phone;
  };
  addAction(app, {
    ...{ method: 'post', path: '/phones/{id}/page/open' },
    summary: 'Show the phone’s page without a browser, as an empty document with the bridge in it',
    answer: Phone,
    async act({ params: { id } }) {
      const phone = find(id);
      await world.openPage(phone.id);
      return phone.view();
    },
  });
  addAction(app, {
    ...{ method: 'post', path: '/phones/{id}/page/evaluate' },
    summary: 'Run code in the phone’s page, in a browser or without one',
    body: PageCode,
    answer: PageAnswer,
    async act({ params: { id }, body: { code } }) {
      const outcome = await find(id).evaluate(code);
      if (outcome.kind === 'absent') throw new ControlFailure('page-absent');
      if (outcome.kind === 'gone') throw new ControlFailure('page-gone');
      return outcome.kind === 'value' ? { value: outcome.value } : { thrown: outcome.thrown };
    },
  });
  addAction(app, {
    ...{ method: 'delete', path: '/phones/{id}', summary: 'Throw the phone away: its token is dead' },
    answer: z.object({ removed: z.number() }),
    act({ params: { id } }) {
      world.removePhone(find(id).id);
      return { removed: 1 };
    },
  });
  addAction(app, {
    ...{ method: 'post', path: '/devices' },
    summary: 'Register a phone’s token with Dynamics as the app’s own backend does; answers with the outcome',
    body: OwnRegistration,
    answer: ChannelDevice,
    act: ({ body }) => world.registerDevice(find(body.phone).view(), body.contact),
  });
}
