import type {
  Journey,
  JourneyStep,
  Moment,
  Participant,
  Question,
} from '../../../src/control/journey-wire.ts';
import type { Message } from '../../../src/control/message-wire.ts';
import type { Condition } from '../../../src/control/people-wire.ts';
import { momentInWords, spanInWords } from './span.ts';

export const STATES: Record<
  Journey['state'],
  { label: string; color: 'informative' | 'success' | 'subtle' }
> = {
  draft: { label: 'Draft', color: 'informative' },
  live: { label: 'Live', color: 'success' },
  stopped: { label: 'Stopped', color: 'subtle' },
  completed: { label: 'Completed', color: 'subtle' },
};

export const IS: Record<Condition['is'], string> = {
  eq: 'is',
  ne: 'is not',
  contains: 'contains',
  'begins-with': 'begins with',
  lt: 'is less than',
  gt: 'is greater than',
  set: 'is set',
  'not-set': 'is empty',
};

/** Columns that a person at the lab may know by another name. */
const COLUMNS: Record<string, string> = {
  emailaddress1: 'e-mail address',
  firstname: 'first name',
  lastname: 'last name',
  fullname: 'full name',
};

const columnInWords = (column: string): string => COLUMNS[column] ?? column;

/** Whether it says that somebody refuses marketing material, or that they do not; undefined: it is about something else. */
function refusalOf({ column, is, value }: Condition): boolean | undefined {
  if (column !== 'donotsendmm' || typeof value !== 'boolean') return undefined;
  return is === 'eq' ? value : is === 'ne' ? !value : undefined;
}

const refusalInWords = (refuses: boolean) => `they ${refuses ? 'refuse' : 'accept'} marketing material`;

export function conditionInWords(condition: Condition): string {
  const refuses = refusalOf(condition);
  if (refuses !== undefined) return refusalInWords(refuses);
  const { column, is, value } = condition;
  return `${columnInWords(column)} ${IS[is]}${value === undefined ? '' : ` ${value}`}`;
}

/** Why somebody went the way of “no”. */
export function notSoInWords(question: Question): string {
  const [condition, ...others] = 'person' in question ? question.person : [];
  const refuses = condition && others.length === 0 ? refusalOf(condition) : undefined;
  if (refuses !== undefined) return refusalInWords(!refuses).replace('they', 'They');
  return `Not met: ${questionInWords(question)}`;
}

function questionInWords(question: Question): string {
  if ('lastPush' in question) return `the previous push was ${question.lastPush}`;
  if ('trigger' in question)
    return question.trigger.map((each) => `the trigger’s ${conditionInWords(each)}`).join(' and ');
  return question.person.map(conditionInWords).join(' and ');
}

function momentOfWords(moment: Moment): string {
  if ('at' in moment) return momentInWords(moment.at);
  const { attribute, offsetMs } = moment;
  if (offsetMs === 0) return `the trigger’s ${attribute}`;
  return `${spanInWords(offsetMs)} ${offsetMs < 0 ? 'before' : 'after'} the trigger’s ${attribute}`;
}

/** How the messages of a journey are called; empty while that is not known. */
export const messageNames = (messages: readonly Message[] | undefined) => (id: string) =>
  messages ? (messages.find(({ messageId }) => messageId === id)?.name ?? 'deleted message') : '';

/** A step in a few words. */
export function stepInWords(step: JourneyStep, nameOf: (messageId: string) => string): string {
  if (step.do === 'push') return ['Push', nameOf(step.messageId)].filter(Boolean).join(': ');
  if (step.do === 'branch') return `If ${questionInWords(step.if)}`;
  return 'forMs' in step ? `Wait ${spanInWords(step.forMs)}` : `Wait until ${momentOfWords(step.until)}`;
}

export function stateInWords({ state, dueAt }: Pick<Participant, 'state' | 'dueAt'>): string {
  const until = dueAt === undefined ? '' : ` until ${momentInWords(dueAt)}`;
  const words: Record<Participant['state'], string> = {
    going: 'On the way',
    waiting: `Waits${until}`,
    held: `Held by quiet times${until}`,
    sending: 'A push is on its way',
    completed: 'Completed',
    stopped: 'Left when the journey was stopped',
  };
  return words[state];
}
