import type { StoryPhone } from './story.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** What the phones of the stories call their tokens; each number is another one. */
const TOKEN = /^token-(?:of-the-test-)?(\d+)/;

/** A value as JSON has it, with a placeholder for what no two runs share. */
export function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (key, one: unknown) => {
    if (key === 'enrollmentKey') return '<secret>';
    // Systems name what arrives in their own way.
    if (key === 'id') return '<id>';
    if (typeof one !== 'string') return one;
    if (UUID.test(one)) return '<uuid>';
    if (TIME.test(one)) return '<time>';
    const [, number] = TOKEN.exec(one) ?? [];
    return number === undefined ? one : `<token ${number}>`;
  });
  return text === undefined ? undefined : JSON.parse(text);
}

/** Equal as JSON, whatever the order of the keys. */
export const same = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);

const sorted = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** Pauses after which what should have come by itself has not. */
export const PATIENCE = 400;

/** Looks until it is so, or patience ends; the last look. */
export async function becomes(
  phone: Pick<StoryPhone, 'pause'>,
  look: () => Promise<unknown>,
  expected: unknown,
): Promise<unknown> {
  let came = await look();
  for (let pauses = 0; pauses < PATIENCE && !same(came, expected); pauses += 1) {
    await phone.pause();
    came = await look();
  }
  return came;
}
