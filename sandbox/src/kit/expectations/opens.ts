import { explainOpening } from '../../explain/opening.ts';
import { KitFailure } from '../failure.ts';
import type { Wait } from '../kit.ts';
import type { PhoneGround } from '../phone.ts';
import { isAt, pathOf } from '../place.ts';
import { withinText } from './words.ts';

/** Waits until app or browser is there, and the page has loaded. */
export async function opens(
  { control, waiting, id, name }: PhoneGround,
  wanted: string | RegExp,
  wait?: Wait,
): Promise<void> {
  const { site } = await control.info();
  const look = async () => {
    const phone = await control.phone(id);
    const there = isAt(phone, wanted, site);
    const { state, page, browser } = phone;
    const loaded = state === 'foreground' && page.connected && !page.loading;
    if (there && (browser !== null || loaded)) return { open: true, phone } as const;
    const explanation = explainOpening({ phone, there, events: await control.timeline({ phone: id }) });
    return { open: false, phone, explanation } as const;
  };
  const end = await waiting.until(async () => {
    const seen = await look();
    return seen.open || seen.explanation.final ? seen : undefined;
  }, wait);
  const seen = end ?? (await look());
  if (seen.open) return;
  const { phone, explanation } = seen;
  throw new KitFailure({
    expected: `${name} to open ${wanted instanceof RegExp ? `a page like ${wanted}` : wanted}${withinText(end, wait)}`,
    came: phone.browser ? `the browser shows ${phone.browser}` : `the page is at ${pathOf(phone.page.url)}`,
    explanation,
  });
}
