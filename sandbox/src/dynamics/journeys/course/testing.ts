import { createClock } from '../../../clock.ts';
import { IOS_TOKEN, startTestTwin, USER } from '../../testing.ts';
import type { DefinitionInput } from './definition.ts';

export const HOUR = 3600 * 1000;
export const DAY = 24 * HOUR;
/** A Tuesday, at noon. */
export const NOON = Date.UTC(2026, 10, 24, 12);

/**
 * A twin whose time stands still, with Ada's iPhone and a push message that is ready. `waits`: the clock that is moved
 * waits for those who are on the way.
 */
export async function startJourneyTwin(options: { at?: number; state?: unknown; waits?: boolean } = {}) {
  const { state, waits = false, at = NOON } = options;
  const settle = waits ? () => t.twin.moving() : undefined;
  const clock = createClock({ stoppedAt: at, ...(settle ? { settle } : {}) });
  const t: Awaited<ReturnType<typeof startTestTwin>> = await startTestTwin({
    now: clock.now,
    after: clock.after,
    ...(state ? { state } : {}),
  });
  return {
    ...t,
    clock,
    /** Moves the time, and waits for what it has set going. */
    async advance(ms: number) {
      await clock.advance(ms);
      await t.twin.settled();
    },
    async addAda() {
      t.twin.addContact({ contactid: USER, fullname: 'Ada Lovelace' });
      await t.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN });
      t.provider.sent.length = 0;
    },
    /** A saved message, ready to send. */
    readyMessage(changes: object = {}) {
      const content = { mobileAppId: t.mobileAppId, title: 'Hello', body: 'News' };
      const messageId = t.twin.messages.create({ name: 'News', ...content, ...changes });
      t.twin.messages.publish(messageId);
      return messageId;
    },
    /** A live journey that the trigger `bought` starts, unless `changes` says otherwise. */
    live(steps: DefinitionInput['steps'], changes: Partial<DefinitionInput> = {}) {
      const start = { by: 'trigger' as const, trigger: 'bought' };
      const journeyId = t.twin.journeys.create({ name: 'Journey', start, steps, ...changes });
      t.twin.journeys.publish(journeyId);
      return journeyId;
    },
    /** Ada does what starts the journeys. */
    async raise(attributes?: Record<string, string | number>) {
      const raised = t.twin.journeys.raise({
        ...{ name: 'bought', personId: USER },
        ...(attributes ? { attributes } : {}),
      });
      await t.twin.settled();
      return raised;
    },
  };
}
