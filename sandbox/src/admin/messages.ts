import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import {
  Message,
  MessageSave,
  PersonOutcome,
  Preview,
  PreviewAsk,
  PushStep,
} from '../control/message-wire.ts';
import { ControlFailure } from '../control/problem.ts';
import type { PersonOutcome as Outcome } from '../dynamics/journeys/steps/person-send.ts';
import { SKIPS } from '../dynamics/journeys/steps/skip.ts';
import type { DynamicsTwin } from '../dynamics/start.ts';
import { Done, done } from './answers.ts';

type Messages = DynamicsTwin['messages'];

/** Push messages and their editor. */
export function addMessageRoutes(
  app: OpenAPIHono,
  dynamics: Pick<DynamicsTwin, 'messages' | 'pushMessage' | 'sendStep'>,
): void {
  const { messages } = dynamics;
  addAction(app, {
    ...{ method: 'get', path: '/messages', summary: 'The push messages' },
    answer: z.array(Message),
    act: messages.list,
  });
  addAction(app, {
    ...{ method: 'post', path: '/messages', summary: 'Save a new push message as draft' },
    body: MessageSave,
    answer: z.object({ messageId: z.string() }),
    act: ({ body }) => ({ messageId: messages.create(body as Parameters<Messages['create']>[0]) }),
  });
  addAction(app, {
    ...{ method: 'get', path: '/messages/{id}', summary: 'One push message' },
    answer: Message,
    act: ({ params: { id = '' } }) => messages.get(id),
  });
  addAction(app, {
    ...{ method: 'patch', path: '/messages/{id}', summary: 'Change fields; what is ready is sent as it was' },
    body: MessageSave,
    answer: Message,
    act({ params: { id = '' }, body }) {
      messages.edit(id, body as Parameters<Messages['edit']>[1]);
      return messages.get(id);
    },
  });
  addAction(app, {
    ...{ method: 'post', path: '/messages/{id}/test-send' },
    summary: 'Send it to one person’s devices, without a tracking id',
    body: z.strictObject({ personId: z.string() }),
    answer: PersonOutcome,
    act: async ({ params: { id = '' }, body }) => told(await messages.testSend({ messageId: id, ...body })),
  });
  addStates(app, messages);
  addSending(app, dynamics);
}

/** What one sees before, and what is sent without a journey. */
function addSending(
  app: OpenAPIHono,
  { messages, pushMessage, sendStep }: Pick<DynamicsTwin, 'messages' | 'pushMessage' | 'sendStep'>,
): void {
  addAction(app, {
    ...{ method: 'post', path: '/messages/preview' },
    summary: 'How a message that is being written would read to one person',
    body: PreviewAsk,
    answer: Preview,
    act: ({ body }) => messages.preview(body as Parameters<Messages['preview']>[0]),
  });
  addAction(app, {
    ...{ method: 'post', path: '/push-steps' },
    summary: 'Send a push as a step without a journey: to people, or to a segment',
    body: PushStep,
    answer: z.array(PersonOutcome),
    async act({ body: { message: input, personIds, segmentId } }) {
      const message = pushMessage(input as Parameters<typeof pushMessage>[0]);
      if (segmentId !== undefined) return (await sendStep({ message, segmentId })).map(told);
      if (personIds) return (await sendStep({ message, personIds })).map(told);
      throw new ControlFailure('body-invalid', 'Name personIds or a segmentId');
    },
  });
}

const told = (outcome: Outcome) => ({
  ...outcome,
  ...(outcome.skipped ? { why: SKIPS[outcome.skipped] } : {}),
});

function addStates(app: OpenAPIHono, messages: Messages): void {
  const states = { publish: 'Ready to send', deactivate: 'Inactive: all its sends stop' } as const;
  for (const [name, summary] of Object.entries(states)) {
    addAction(app, {
      ...{ method: 'post', path: `/messages/{id}/${name}`, summary },
      answer: Message,
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
