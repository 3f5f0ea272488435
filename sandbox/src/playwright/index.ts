/** `@journeys-push/sandbox/playwright`: simulated phones whose page is Playwright's `page`. */
import {
  expect as base,
  type Expect,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  test as plain,
  type TestType,
} from '@playwright/test';
import type { ProfileName } from '../control/wire.ts';
import type { Journey, KitPhone } from '../kit/kit.ts';
import { type Matchers, matchers } from '../kit/matchers.ts';
import type { Sandbox } from '../sandbox.ts';
import { showPhone } from './web-view.ts';

/** How long a sandbox with its gateway may take to start: its database is made anew. */
const START_MS = 60_000;
/** The area that the page of a phone has. */
const SCREEN = { width: 390, height: 844 };

export interface SandboxOptions {
  /** The web app in the phones: the URL of its development server. Default: the built-in example page. */
  app: string | undefined;
  /** False: the app has no gateway, and the sandbox starts in less than a second. Default: the real one. */
  gateway: boolean;
  /** Folder of your own kinds of phones. */
  profiles: string | undefined;
}

export interface SandboxFixtures {
  /** One for all tests of a worker. */
  sandbox: Sandbox;
}

export interface PhoneOptions {
  /** The kind of phone that `phone` is. Default: `iphone`. */
  profile: ProfileName;
}

export interface PhoneFixtures {
  /** A new phone for each test, with the app open on it; its page is `page`. */
  phone: KitPhone;
  journey: Journey;
  /** The phone before anybody shows its page. */
  phoneInHand: KitPhone;
}

type Fixtures = PlaywrightTestArgs & PlaywrightTestOptions & PhoneOptions & PhoneFixtures;
type WorkerFixtures = PlaywrightWorkerArgs & PlaywrightWorkerOptions & SandboxOptions & SandboxFixtures;

/** Playwright's `test` with a phone in it. */
export const test: TestType<Fixtures, WorkerFixtures> = plain.extend<
  PhoneOptions & PhoneFixtures,
  SandboxOptions & SandboxFixtures
>({
  profile: ['iphone', { option: true }],
  app: [undefined, { option: true, scope: 'worker' }],
  gateway: [true, { option: true, scope: 'worker' }],
  profiles: [undefined, { option: true, scope: 'worker' }],
  sandbox: [
    async ({ app, gateway, profiles }, use) => {
      const { startSandbox } = await import('../sandbox.ts');
      const sandbox = await startSandbox({ app, gateway, profiles, phones: [] });
      await use(sandbox);
      await sandbox.close();
    },
    { scope: 'worker', timeout: START_MS },
  ],
  phoneInHand: async ({ sandbox, profile }, use, testInfo) => {
    const phone = await sandbox.phone(profile, { page: false });
    await use(phone);
    if (testInfo.status !== testInfo.expectedStatus) {
      const body = await sandbox.timeline.text({ phone });
      await testInfo.attach('timeline', { body, contentType: 'text/plain' });
    }
    await phone.remove();
  },
  viewport: async ({ viewport }, use) => {
    const isDefault = viewport?.width === 1280 && viewport.height === 720;
    await use(isDefault ? SCREEN : viewport);
  },
  baseURL: async ({ phoneInHand }, use) => use(new URL(await phoneInHand.page.url()).origin),
  page: async ({ page, phoneInHand, sandbox }, use) => {
    const shown = sandbox.phones.get(phoneInHand.id);
    if (!shown) throw new Error(`The sandbox has no phone ${phoneInHand.id}`);
    const close = await showPhone(page, shown);
    await use(page);
    await close();
  },
  phone: async ({ phoneInHand, page: _ }, use) => use(phoneInHand),
  journey: async ({ sandbox }, use) => use(sandbox.journey),
});

/** Playwright's `expect`, which knows phones too: `await expect(phone).toShowNotification('Your order')`. */
export const expect: Expect<Matchers> = base.extend(matchers);
