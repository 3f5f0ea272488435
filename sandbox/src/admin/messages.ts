import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import type { DynamicsTwin } from '../dynamics/start.ts';
import { Done, done, Row, Rows } from './answers.ts';

type Messages = DynamicsTwin['messages'];
/** name, title, subtitle, body, link, imageUrl, designation, onClick; the twin says what is wrong with them. */
const Fields = z.looseObject({});

/** Push messages and their editor. */
export function addMessageRoutes(app: OpenAPIHono, { messages }: Pick<DynamicsTwin, 'messages'>): void {
  addAction(app, {
    ...{ method: 'get', path: '/messages', summary: 'The push messages' },
    answer: Rows,
    act: messages.list,
  });
  addAction(app, {
    ...{ method: 'post', path: '/messages', summary: 'Save a new push message as draft' },
    body: Fields,
    answer: z.object({ messageId: z.string() }),
    act: ({ body }) => ({ messageId: messages.create(body as Parameters<Messages['create']>[0]) }),
  });
  addAction(app, {
    ...{ method: 'get', path: '/messages/{id}', summary: 'One push message' },
    answer: Row,
    act: ({ params: { id = '' } }) => messages.get(id),
  });
  addAction(app, {
    ...{ method: 'patch', path: '/messages/{id}', summary: 'Change fields; what is ready is sent as it was' },
    body: Fields,
    answer: Row,
    act({ params: { id = '' }, body }) {
      messages.edit(id, body);
      return messages.get(id);
    },
  });
  addAction(app, {
    ...{ method: 'post', path: '/messages/{id}/test-send' },
    summary: 'Send it to one person’s devices, without a tracking id',
    body: z.strictObject({ personId: z.string() }),
    answer: Row,
    act: ({ params: { id = '' }, body }) => messages.testSend({ messageId: id, ...body }),
  });
  addStates(app, messages);
}

function addStates(app: OpenAPIHono, messages: Messages): void {
  const states = { publish: 'Ready to send', deactivate: 'Inactive: all its sends stop' } as const;
  for (const [name, summary] of Object.entries(states)) {
    addAction(app, {
      ...{ method: 'post', path: `/messages/{id}/${name}`, summary },
      answer: Row,
      act({ params: { id = '' } }) {
        messages[name as keyof typeof states](id);
        return messages.get(id);
      },
    });
  }
  addAction(app, {
    ...{ method: 'delete', path: '/messages/{id}', summary: 'Delete it; all its sends stop' },
    answer: Done,
    act({ params: { id = '' } }) {
      messages.remove(id);
      return done;
    },
  });
}
