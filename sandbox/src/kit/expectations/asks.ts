import { explainNoDialog } from '../../explain/permission.ts';
import { KitFailure } from '../failure.ts';
import type { Wait } from '../kit.ts';
import type { PhoneGround } from '../phone.ts';
import { withinText } from './words.ts';

/** Nothing that happens by itself brings the dialog up after these. */
const FINAL = new Set(['already-allowed', 'denied-for-good', 'no-dialog-before-android-13']);

/** Waits for the permission dialog; fails at once where the system does not ask. */
export async function asks({ control, waiting, id, name }: PhoneGround, wait?: Wait): Promise<void> {
  const look = async () => {
    const phone = await control.phone(id);
    if (phone.dialog) return 'asks';
    return explainNoDialog(phone, await control.timeline({ phone: id }));
  };
  const end = await waiting.until(async () => {
    const seen = await look();
    return seen === 'asks' || FINAL.has(seen.code) ? seen : undefined;
  }, wait);
  const seen = end ?? (await look());
  if (seen === 'asks') return;
  throw new KitFailure({
    expected: `${name} to show the permission dialog${withinText(end, wait)}`,
    came: 'no dialog is on its screen',
    stop: seen,
  });
}
