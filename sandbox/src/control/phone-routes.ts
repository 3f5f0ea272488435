import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { answers, json } from './answers.ts';
import { ControlFailure } from './problem.ts';
import * as wire from './wire.ts';
import type { ControlledPhone, World } from './world.ts';

const Id = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' }, example: 'p1' }) });

/** Routes that look at phones and create them. */
export function addPhoneRoutes(app: OpenAPIHono, world: World): void {
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
  addPlainActions(app, world);
  addActionsWithBody(app, world);
}

/** What a person does with the phone in their hand; nothing more to say than which phone. */
const plainActions = {
  launch: ['Open the app, or bring it to the front', (phone) => phone.launch()],
  background: ['Go to the home screen', (phone) => phone.background()],
  kill: ['Swipe the app away', (phone) => phone.kill()],
  reinstall: ['Remove the app and install it again', (phone) => phone.reinstall()],
  'rotate-token': ['The system replaces the push token', (phone) => phone.rotateToken()],
  'close-browser': ['Close the page that the app opened in the browser', (phone) => phone.closeBrowser()],
} satisfies Record<string, [string, (phone: ControlledPhone) => Promise<void>]>;

function addPlainActions(app: OpenAPIHono, world: World): void {
  for (const [name, [summary, act]] of Object.entries(plainActions)) {
    app.openapi(
      createRoute({
        method: 'post',
        path: `/api/phones/{id}/${name}`,
        summary,
        request: { params: Id },
        responses: answers(wire.Phone),
      }),
      async (context) => {
        const phone = find(world, context.req.valid('param').id);
        await act(phone);
        return context.json(phone.view(), 200);
      },
    );
  }
}

interface ActionWithBody<T extends z.ZodType> {
  method: 'post' | 'put';
  name: string;
  summary: string;
  body: T;
  act(phone: ControlledPhone, body: z.output<T>): Promise<void>;
}

const withBody =
  <T extends z.ZodType>(action: ActionWithBody<T>) =>
  (app: OpenAPIHono, world: World) => {
    const { method, name, summary, body } = action;
    const route = createRoute({
      method,
      path: `/api/phones/{id}/${name}`,
      summary,
      request: { params: Id, body: { required: true, ...json(body as z.ZodType) } },
      responses: answers(wire.Phone),
    });
    app.openapi(route, async (context) => {
      const phone = find(world, context.req.valid('param').id);
      await action.act(phone, context.req.valid('json') as z.output<T>);
      return context.json(phone.view(), 200);
    });
  };

const actionsWithBody = [
  withBody({
    method: 'post',
    name: 'load',
    summary: 'Load a page of the site',
    body: wire.LoadPage,
    act: (phone, { url }) => phone.load(url),
  }),
  withBody({
    method: 'post',
    name: 'dialog',
    summary: 'Answer the permission dialog',
    body: wire.DialogAnswer,
    act: (phone, { answer }) => phone.answerDialog(answer),
  }),
  withBody({
    method: 'post',
    name: 'tap',
    summary: 'Tap a notification',
    body: wire.Tap,
    act: (phone, { notificationId }) => phone.tap(notificationId),
  }),
  withBody({
    method: 'put',
    name: 'notifications',
    summary: 'Switch notifications in the system settings',
    body: wire.Switch,
    act: (phone, { enabled }) => phone.setNotifications(enabled),
  }),
  withBody({
    method: 'put',
    name: 'online',
    summary: 'Switch the network of the phone',
    body: wire.Switch,
    act: (phone, { enabled }) => phone.setOnline(enabled),
  }),
];

function addActionsWithBody(app: OpenAPIHono, world: World): void {
  for (const add of actionsWithBody) add(app, world);
}

function find(world: World, id: string): ControlledPhone {
  const phone = world.phones().find((candidate) => candidate.id === id);
  if (!phone) throw new ControlFailure('phone-unknown', `No phone "${id}"`);
  return phone;
}
