import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { addAction } from './action.ts';
import { answers, json } from './answers.ts';
import { addPhoneActions } from './phone-actions.ts';
import { setUpPhones } from './phone-setup.ts';
import { ControlFailure } from './problem.ts';
import * as wire from './wire.ts';
import type { ControlledPhone, World } from './world.ts';

const Id = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' }, example: 'p1' }) });

/** Routes that look at phones and create them. */
export function addPhoneRoutes(app: OpenAPIHono, world: World): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/profiles',
      summary: 'The kinds of phones that can be created',
      responses: answers(z.array(wire.Profile)),
    }),
    (context) => context.json(world.profiles(), 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/phones',
      summary: 'All phones',
      responses: answers(z.array(wire.Phone)),
    }),
    (context) =>
      context.json(
        world.phones().map((phone) => phone.view()),
        200,
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/phones',
      summary: 'Create a phone',
      request: { body: { required: true, ...json(wire.PhoneCreate) } },
      responses: answers(wire.Phone),
    }),
    async (context) => {
      const { profile, name } = context.req.valid('json');
      return context.json((await world.createPhone(profile, name)).view(), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/phones/{id}',
      summary: 'One phone',
      request: { params: Id },
      responses: answers(wire.Phone),
    }),
    (context) => context.json(find(world, context.req.valid('param').id).view(), 200),
  );
  addAction(app, {
    ...{ method: 'put', path: '/phones', body: wire.PhoneSetup, answer: z.array(wire.Phone) },
    summary:
      'See to it that there are such phones; answers them in this order, and makes only what is lacking',
    act: async ({ body }) => (await setUpPhones(world, body.phones)).map((phone) => phone.view()),
  });
  addPhoneActions(app, (id) => find(world, id));
}

function find(world: World, id: string): ControlledPhone {
  const phone = world.phones().find((candidate) => candidate.id === id);
  if (!phone) throw new ControlFailure('phone-unknown', `No phone "${id}"`);
  return phone;
}
