import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as wire from '../control/wire.ts';
import { PhoneRefusal } from './refusal.ts';
import { outsideActs } from './testing/outside-acts.ts';
import { makePhoneWithPage } from './testing/phone-with-page.ts';

type Made = ReturnType<typeof makePhoneWithPage>;

/** A call of the page that nobody waits for. */
const call =
  (name: string, options = '') =>
  async ({ page }: Made) =>
    void page.evaluate(`median.msdynamics.${name}(${options})`).catch(() => {});

const acts: Record<string, (made: Made) => Promise<unknown>> = {
  ...outsideActs,
  prompt: call('promptNotificationPermission'),
  register: call('registerDevice', "{ userId: 'anna' }"),
  registerOther: call('registerDevice', "{ userId: 'bert' }"),
  unregister: call('unregisterDevice'),
  info: call('registrationInfo'),
  consent: call('setTrackingConsent', '{ granted: true }'),
};

it.each(['iphone', 'android-14', 'android-12'] as const)(
  'on %s the shell’s core and its page survive whatever happens, and answer afterwards',
  async (profile) => {
    const order = fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(order, async (names) => {
        const made = makePhoneWithPage(profile);
        for (const name of names) {
          await acts[name]?.(made).catch((error) => expect(error).toBeInstanceOf(PhoneRefusal));
          wire.Phone.parse(made.phone.view());
        }
        // An iPhone reads its token only online, and a page's question would wait for it.
        await made.phone.setOnline(true);
        await made.phone.launch();
        const info = await made.page.evaluate('median.msdynamics.registrationInfo()');
        expect(info).toMatchObject({ installationId: made.phone.view().installationId });
        expect(made.kinds()).not.toContain('shell.failed');
        expect(made.page.errors()).toEqual([]);
        made.page.close();
        made.phone.close();
      }),
      { numRuns: 40 },
    );
  },
);
