import * as z from 'zod';
import { PushMessage } from './content.ts';

/** `msdynmkt_pushnotification` (facts: dynamics.md §8): the numbers are those of its status column. */
export const MESSAGE_STATUS = {
  draft: 1,
  'ready-to-send': 2,
  'ready-to-send-editing': 3,
  inactive: 100,
} as const;

/** … and of its designation. */
export const DESIGNATION = { commercial: 534120000, transactional: 534120001 } as const;

/** §5: the on-click choices: open the app, a browser, a Customer Voice survey. */
export const ON_CLICK = { app: 534120000, browser: 534120001, survey: 534120002 } as const;

export const Designation = z.enum(['commercial', 'transactional']);
export const OnClick = z.enum(['app', 'browser', 'survey']);

const settings = { name: z.string(), designation: Designation, onClick: OnClick };

/** A push message as it is kept. Journeys send `content`; `draft` is what the editor holds beside it. */
export const SavedMessage = z.object({
  messageId: z.string(),
  ...settings,
  status: z.enum(['draft', 'ready-to-send', 'ready-to-send-editing', 'inactive']),
  content: PushMessage,
  draft: PushMessage.optional(),
  /** What the editor holds beside name, designation and on-click choice; comes and goes with `draft`. */
  draftSettings: z.object(settings).optional(),
  /** Milliseconds. */
  changedAt: z.number(),
});

export type SavedMessage = z.infer<typeof SavedMessage>;
export type Designation = z.infer<typeof Designation>;
