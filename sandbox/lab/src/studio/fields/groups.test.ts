import { AppConfig } from '@journeys-push/contract/app-config';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { FIELDS } from './groups.ts';

/** The names of all values that the schema knows. */
function namesIn(schema: unknown, at: string[] = []): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return namesIn(schema.unwrap(), at);
  if (!(schema instanceof z.ZodObject)) return [at.join('.')];
  return Object.entries(schema.shape).flatMap(([name, part]) => namesIn(part, [...at, name]));
}

test('the form has every field of the configuration, and none that there is not', () => {
  expect(FIELDS.map(({ name }) => name).sort()).toEqual(namesIn(AppConfig).sort());
});

test('what holds where nothing is chosen is the first of a choice, and None is the first provider', () => {
  const defaults = AppConfig.parse({
    site: { url: 'https://shop.example/' },
    identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
  });
  const first = (name: string) => {
    const field = FIELDS.find((one) => one.name === name);
    return field?.kind === 'choice' ? field.options[0]?.value : undefined;
  };
  expect([first('pushProvider'), first('foreground'), first('consent.opens')]).toEqual([
    defaults.pushProvider,
    defaults.foreground,
    defaults.consent.opens,
  ]);
  expect(defaults.automaticRegistration).toBe(false);
});
