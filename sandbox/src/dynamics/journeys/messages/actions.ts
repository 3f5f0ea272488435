import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { DynamicsRefusal } from '../../refusal.ts';
import type { Twin } from '../../twin.ts';
import type { PersonOutcome } from '../steps/person-send.ts';
import { testSend } from '../steps/push-step.ts';
import { createMessage, messageIncorrect, type PushMessageInput } from './content.ts';
import { type Preview, type PreviewInput, preview } from './preview.ts';
import { DESIGNATION, Designation, MESSAGE_STATUS, ON_CLICK, OnClick, type SavedMessage } from './records.ts';

/** Everything beside the content; the size of the name is that of its column (facts: dynamics.md §4). */
const Settings = z.object({
  name: z.string().min(1).max(500),
  designation: Designation.default('commercial'),
  /** Default: `browser` with a link, else `app`. */
  onClick: OnClick.optional(),
});

/** What the editor's fields hold. */
export type SavedMessageInput = PushMessageInput & z.input<typeof Settings>;

/** A message as it is told: with the numbers of Dataverse's columns beside our words. */
export type MessageView = SavedMessage & {
  columns: { status: number; designation: number; onClick: number };
};

/** The push messages and their editor. All actions throw {@link DynamicsRefusal}. */
export interface Messages {
  /** Saves a new message as Draft; returns its id. */
  create(input: SavedMessageInput): string;
  /** Changes the named fields. A message that is ready goes on being sent as it was, in all of them, until it is published again. */
  edit(messageId: string, changes: Partial<SavedMessageInput>): void;
  /** Ready to send; also brings an inactive message back (assumed). */
  publish(messageId: string): void;
  /** Stops all its sends; the editor goes on holding what it holds. */
  deactivate(messageId: string): void;
  /** Deletes it, which stops all its sends. */
  remove(messageId: string): void;
  /** How a message that is being written would read to one person. */
  preview(input: PreviewInput): Preview;
  get(messageId: string): MessageView;
  list(): MessageView[];
  /** The editor's test send to one person's devices, of what the editor holds. */
  testSend(test: { messageId: string; personId: string }): Promise<PersonOutcome>;
}

export function createMessages(twin: Twin): Messages {
  const { messages } = twin.state.marketing;
  const change = (messageId: string, changes: Partial<SavedMessage>) => {
    messages.set(messageId, { ...requireMessage(twin, messageId), ...changes, changedAt: twin.now() });
  };
  return {
    create(input) {
      const messageId = randomUUID();
      const message = { messageId, status: 'draft' as const, changedAt: twin.now() };
      messages.set(messageId, { ...message, ...readMessage(input, twin.siteUrl) });
      return messageId;
    },
    edit(messageId, changes) {
      const message = requireMessage(twin, messageId);
      const { status, content, draft, draftSettings } = message;
      const { name, designation, onClick } = draftSettings ?? message;
      const held = { name, designation, onClick, ...(draft ?? content) };
      const edited = readMessage({ ...held, ...changes }, twin.siteUrl);
      const ready = status.startsWith('ready');
      if (!ready && !draft) return change(messageId, edited);
      const { content: written, ...settings } = edited;
      change(messageId, {
        ...{ draft: written, draftSettings: settings },
        ...(ready ? { status: 'ready-to-send-editing' as const } : {}),
      });
    },
    publish(messageId) {
      const { draft, draftSettings, ...message } = requireMessage(twin, messageId);
      const published = { ...message, ...draftSettings, content: draft ?? message.content };
      messages.set(messageId, { ...published, status: 'ready-to-send', changedAt: twin.now() });
    },
    deactivate: (messageId) => change(messageId, { status: 'inactive' }),
    remove: (messageId) => void messages.delete(requireMessage(twin, messageId).messageId),
    preview: (input) => preview(twin, input),
    get: (messageId) => view(requireMessage(twin, messageId)),
    list: () => [...messages.values()].map(view),
    async testSend({ messageId, personId }) {
      const { draft, content } = requireMessage(twin, messageId);
      return testSend(twin, { message: draft ?? content, personId });
    },
  };
}

function readMessage(input: SavedMessageInput, siteUrl: string) {
  const read = Settings.safeParse(input);
  if (!read.success) throw messageIncorrect(z.prettifyError(read.error));
  const content = createMessage(input, siteUrl);
  const onClick = read.data.onClick ?? (content.link ? 'browser' : 'app');
  if ((onClick === 'app') === Boolean(content.link)) {
    throw messageIncorrect(
      onClick === 'app' ? 'a message that opens the app has no link' : `to open a ${onClick} it needs a link`,
    );
  }
  return { ...read.data, onClick, content };
}

/** The message, or a refusal. */
export function requireMessage({ state }: Twin, messageId: string): SavedMessage {
  const message = state.marketing.messages.get(messageId);
  if (message) return message;
  throw new DynamicsRefusal('message-unknown', `There is no push message ${messageId}`, 'Create it first');
}

const view = (message: SavedMessage): MessageView => ({
  ...structuredClone(message),
  columns: {
    status: MESSAGE_STATUS[message.status],
    designation: DESIGNATION[message.designation],
    onClick: ON_CLICK[message.onClick],
  },
});
