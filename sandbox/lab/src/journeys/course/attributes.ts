import type { JourneyDefinition } from '../../../../src/control/journey-wire.ts';
import type { Message } from '../../../../src/control/message-wire.ts';
import { DAY } from '../span.ts';
import { placesOf } from '../steps.ts';

/** What a trigger brings along. */
export interface Attribute {
  name: string;
  /** To begin with. */
  value: string;
  date: boolean;
}

const PLACEHOLDER = /\{\{\s*trigger\.(\w+)/gi;
/** A date that a template’s waits before it still reach. */
const AHEAD = 21 * DAY;

/** The attributes that the steps and messages of a journey speak of; dates are three weeks from `now`. */
export function attributesOf(
  definition: JourneyDefinition,
  messages: readonly Message[],
  now: number,
): Attribute[] {
  const found = new Map<string, Attribute>();
  const add = (name: string, date: boolean) => {
    const value = date ? new Date(now + AHEAD).toISOString().slice(0, 10) : '';
    if (!found.get(name)?.date) found.set(name, { name, date, value });
  };
  for (const { step } of placesOf(definition)) {
    if (step.do === 'branch') {
      if ('trigger' in step.if) for (const { column } of step.if.trigger) add(column, false);
      continue;
    }
    const moment = step.do === 'push' ? step.expires : 'until' in step ? step.until : undefined;
    if (moment && 'attribute' in moment) add(moment.attribute, true);
    const message =
      step.do === 'push' ? messages.find((each) => each.messageId === step.messageId) : undefined;
    const { title = '', subtitle = '', body = '', link = '' } = message?.content ?? {};
    for (const [, name = ''] of [title, subtitle, body, link].join(' ').matchAll(PLACEHOLDER))
      add(name, false);
  }
  return [...found.values()];
}
