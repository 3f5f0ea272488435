import { sameId } from '../../channel/devices.ts';
import type { Twin } from '../../twin.ts';
import { type Condition, holds } from '../segments/rule.ts';
import type { Question } from './definition.ts';
import type { Participant } from './records.ts';

const REPORTS = {
  opened: 'Push Notification Opened',
  clicked: 'Push Notification Link Clicked',
} as const;

/** Whether what a branch asks is so, at this moment. Nobody any more, and no push before it: it is not. */
export function isSo({ state }: Twin, participant: Participant, question: Question): boolean {
  if ('trigger' in question)
    return question.trigger.every((each) => holds(participant.attributes ?? {}, each));
  if ('person' in question) {
    const person = state.people.get(sameId(participant.personId));
    return person !== undefined && question.person.every((each) => holds(person.columns, each));
  }
  const push = participant.steps.filter(({ trackingId }) => trackingId !== undefined).at(-1);
  if (push?.trackingId === undefined || push.outcome !== 'sent') return false;
  const { lastPush } = question;
  return lastPush === 'sent' || state.marketing.log.isReported(push.trackingId, REPORTS[lastPush]);
}

/** What a branch asks, in words. */
export function inWords(question: Question): string {
  if ('lastPush' in question) return `the previous push was ${question.lastPush}`;
  const [of, conditions] =
    'trigger' in question
      ? (['the trigger’s ', question.trigger] as const)
      : (['', question.person] as const);
  return conditions.map((each) => `${of}${conditionInWords(each)}`).join(' and ');
}

const WORDS = {
  eq: 'is',
  ne: 'is not',
  contains: 'contains',
  'begins-with': 'begins with',
  lt: 'is less than',
  gt: 'is greater than',
} as const;

function conditionInWords(condition: Condition): string {
  if ('value' in condition) return `${condition.column} ${WORDS[condition.is]} ${condition.value}`;
  return `${condition.column} is ${condition.is === 'set' ? 'set' : 'empty'}`;
}
