import { expect, it } from 'vitest';
import { placesOf } from '../steps.ts';
import { TEMPLATES } from './templates.ts';

it.each(TEMPLATES)('the template $name uses every message that it makes, and no other', (template) => {
  const ids = Object.fromEntries(Object.keys(template.messages).map((key) => [key, `id-${key}`]));
  const definition = template.definition(ids, 's');
  const sent = placesOf(definition).flatMap(({ step }) => (step.do === 'push' ? [step.messageId] : []));
  expect([...sent].sort()).toEqual(Object.values(ids).sort());
});
