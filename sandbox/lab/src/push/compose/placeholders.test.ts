import { expect, it } from 'vitest';
import { attributesOf, insertAt } from './placeholders.ts';

it('offers the usual columns first, then what the person has besides', () => {
  const columns = { firstname: 'Ada', statecode: 0, new_tier: 'gold' };
  const names = attributesOf('contact', columns).map(({ name }) => name);
  expect(names[0]).toBe('contact.firstname');
  expect(names.at(-1)).toBe('contact.new_tier');
  expect(names).not.toContain('contact.statecode');
  expect(attributesOf('profile', { City: 'Oslo' })).toEqual([{ name: 'profile.City', label: 'City' }]);
});

it('a placeholder takes the place of what is selected', () => {
  expect(insertAt('Hello you!', '{{contact.firstname}}', { start: 6, end: 9 })).toEqual({
    ...{ text: 'Hello {{contact.firstname}}!', caret: 27 },
  });
});
