/**
 * A typed value as what it is: yes or no, a number, else a text. A number only where it is written as it was typed:
 * `49.90`, `0815` and `+49` stay texts, and a number of twenty digits keeps them all.
 */
export function typedValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}
