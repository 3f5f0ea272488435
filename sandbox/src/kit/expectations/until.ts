import type { Phone } from '../../control/wire.ts';
import { KitFailure } from '../failure.ts';
import type { Wait } from '../kit.ts';
import type { PhoneGround } from '../phone.ts';
import { withinText } from './words.ts';

/** Waits for anything that the phone's view can tell. */
export async function until(
  { control, waiting, id, name }: PhoneGround,
  { what, holds }: { what: string; holds(phone: Phone): boolean },
  wait?: Wait,
): Promise<Phone> {
  const found = await waiting.until(async () => {
    const phone = await control.phone(id);
    return holds(phone) ? phone : undefined;
  }, wait);
  if (found) return found;
  const { tray: _, tokens: __, channels: ___, ...view } = await control.phone(id);
  throw new KitFailure({
    expected: `${name}: ${what}${withinText(found, wait)}`,
    came: JSON.stringify(view),
  });
}
