import type { JourneyDefinition, JourneyStep } from '../../../../src/control/journey-wire.ts';
import type { MessageSave } from '../../../../src/control/message-wire.ts';
import type { SegmentSave } from '../../../../src/control/people-wire.ts';
import { DAY } from '../span.ts';

type Words = Required<Pick<MessageSave, 'name' | 'title' | 'body'>> &
  Pick<MessageSave, 'link' | 'designation'>;

/** A journey to begin with. Its messages are made, and ready to send, before it is. */
export interface Template {
  name: string;
  /** What it is for, in a sentence. */
  about: string;
  messages: Record<string, Words>;
  /** Of a journey to a segment: made where there is none of this name yet. */
  segment?: SegmentSave;
  /** `ids`: of the messages, by their keys above. */
  definition(ids: Record<string, string>, segmentId: string): JourneyDefinition;
}

const common = { entity: 'contact' as const, timeZone: 'UTC', frequencyCap: true };
const push = (messageId = ''): JourneyStep & { do: 'push' } => ({ do: 'push', messageId, quietTimes: true });
const wait = (days: number): JourneyStep & { do: 'wait'; forMs: number } => ({
  ...{ do: 'wait', forMs: days * DAY },
});
/** Dynamics asks for no consent before a push: the journey does. */
const wantsMarketing = { person: [{ column: 'donotsendmm', is: 'ne' as const, value: true }] };
const byTrigger = (trigger: string) => ({ by: 'trigger' as const, trigger, reentry: 'always' as const });

export const TEMPLATES: readonly Template[] = [
  {
    name: 'Onboarding',
    about: 'After somebody signs up: a welcome, two days later the next step or a reminder.',
    messages: {
      welcome: {
        ...{ name: 'Welcome', title: 'Welcome, {{contact.firstname|friend}}!', link: '/welcome' },
        body: 'Good to have you with us. See what you can do first.',
      },
      next: {
        ...{ name: 'Next step', title: 'Ready for the next step?', link: '/profile' },
        body: 'Complete your profile, and we show you what fits you.',
      },
      reminder: {
        ...{ name: 'Still there?', title: '{{contact.firstname|Hello}}, still there?', link: '/welcome' },
        body: 'Your account is waiting for you: it takes two minutes.',
      },
    },
    definition: ({ welcome, next, reminder }) => ({
      ...{ ...common, name: 'Onboarding', start: byTrigger('signed-up') },
      steps: [
        {
          ...{ do: 'branch', if: wantsMarketing, no: [] },
          yes: [
            push(welcome),
            wait(2),
            { do: 'branch', if: { lastPush: 'opened' }, yes: [push(next)], no: [push(reminder)] },
          ],
        },
      ],
    }),
  },
  {
    name: 'Renewal',
    about: 'Two weeks before a contract ends, and again three days before where nobody followed the link.',
    messages: {
      first: {
        ...{
          name: 'Renewal',
          title: 'Your contract ends soon',
          link: '/renew?contract={{trigger.contract}}',
        },
        body: '{{contact.firstname|Hello}}, renew {{trigger.contract|your contract}} in a minute and keep your terms.',
        designation: 'transactional',
      },
      last: {
        ...{ name: 'Renewal: last days', title: 'Three days left' },
        body: 'Without a renewal {{trigger.contract|your contract}} ends this week.',
        ...{ link: '/renew?contract={{trigger.contract}}', designation: 'transactional' },
      },
    },
    definition: ({ first, last }) => ({
      ...{ ...common, name: 'Renewal', start: byTrigger('contract-ends') },
      steps: [
        { do: 'wait', until: { attribute: 'ends', offsetMs: -14 * DAY } },
        push(first),
        { do: 'wait', until: { attribute: 'ends', offsetMs: -3 * DAY } },
        { do: 'branch', if: { lastPush: 'clicked' }, yes: [], no: [push(last)] },
      ],
    }),
  },
  {
    name: 'Event follow-up',
    about: 'The day after an event, to the segment you choose; a survey for whoever opened it.',
    messages: {
      thanks: {
        ...{ name: 'Thank you', title: 'Thank you for coming, {{contact.firstname|friend}}', link: '/event' },
        body: 'The slides and recordings are online now.',
      },
      survey: {
        ...{ name: 'Survey', title: 'How did you like it?', link: '/survey' },
        body: 'Three questions, one minute.',
      },
    },
    segment: {
      ...{ name: 'Contacts who accept marketing material', entity: 'contact' },
      rule: { all: wantsMarketing.person },
    },
    definition: ({ thanks, survey }, segmentId) => ({
      ...common,
      name: 'Event follow-up',
      start: { by: 'segment', segmentIds: [segmentId], exceptSegmentIds: [], runs: 'once' },
      steps: [
        wait(1),
        {
          ...{ do: 'branch', if: wantsMarketing, no: [] },
          yes: [
            push(thanks),
            wait(2),
            { do: 'branch', if: { lastPush: 'opened' }, yes: [push(survey)], no: [] },
          ],
        },
      ],
    }),
  },
  {
    name: 'Blank journey',
    about: 'A trigger, a wait and a push to begin with.',
    messages: {
      message: { name: 'Message', title: 'Hello, {{contact.firstname|friend}}', body: '', link: '/' },
    },
    definition: ({ message }) => ({
      ...{ ...common, name: 'New journey', start: byTrigger('something-happened') },
      steps: [wait(1), push(message)],
    }),
  },
];
