import { createControlClient } from '../control/client.ts';
import type { Contact, Phone, ProfileName } from '../control/wire.ts';
import { CheckFailure } from './check-failure.ts';
import { itemsFor } from './items.ts';
import { openBrowser } from './lab/browser.ts';
import { type Lab, type LabAddress, openLab } from './lab/lab.ts';
import { createLabChannel } from './lab/lab-channel.ts';
import { openLabPage } from './lab/lab-page.ts';
import { createLabPhone } from './lab/lab-phone.ts';
import { linkOf, reachSite } from './own-site.ts';
import { pathOf } from './path-of.ts';
import { phonesOf } from './phones.ts';
import type { CheckResult, Evidence, ItemResult, PageKind, Run } from './result.ts';
import { createNotes, runItems } from './run.ts';
import { summary } from './summary.ts';

export interface CheckOptions {
  /** A running sandbox, as `startSandbox().connection()` names it. */
  sandbox: LabAddress;
  /** Which pages: with the customer's own site in the sandbox `['app']`. */
  pages: PageKind[];
  /** Default: all phones that are there. A phone that is missing is created. */
  profiles?: ProfileName[] | undefined;
  /** Numbers of items; default: all that apply. */
  only?: number[] | undefined;
  /** Where the check's pushes lead, on the customer's own site: a path. */
  link?: string | undefined;
  onProgress?: (progress: Progress) => void;
  /** Aborted: the browser is closed, and the check ends with the signal's reason. */
  signal?: AbortSignal;
}

/** What a terminal shows while it runs. */
export type Progress =
  | { kind: 'planned'; runs: { run: RunName; items: number }[] }
  | { kind: 'item'; run: RunName; result: ItemResult }
  | { kind: 'run'; run: RunName; result: Run };
export type RunName = Pick<Run, 'phone' | 'page'>;

/**
 * Runs the checklist; the phones of different people side by side, the pages of a phone one after the other. Throws
 * CheckFailure.
 */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const startedAt = new Date();
  const { control: url, controlToken: token } = options.sandbox;
  const control = createControlClient({ url, token });
  if (options.pages.includes('app')) await reachSite((await control.info()).site);
  const phones = await phonesOf(control, options.profiles);
  const browser = await openBrowser();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= browser.close();
    return closing;
  };
  options.signal?.addEventListener('abort', close);
  try {
    options.signal?.throwIfAborted();
    const lab = await openLab(browser, options.sandbox);
    const plans = planRuns({ phones, contacts: await control.contacts() }, options);
    options.onProgress?.({
      kind: 'planned',
      runs: plans.flat().map(({ run, items }) => ({ run, items: items.length })),
    });
    const runs = await Promise.all(plans.map((plan) => runInTurn(plan, lab, options)));
    return summary(runs.flat(), { startedAt, browser: `Chromium ${browser.version()}` });
  } catch (error) {
    options.signal?.throwIfAborted();
    throw browser.isConnected() ? error : new CheckFailure('browser-ended');
  } finally {
    options.signal?.removeEventListener('abort', close);
    await close();
  }
}

interface Plan {
  run: RunName;
  phone: Phone;
  contact: Contact;
  items: ReturnType<typeof itemsFor>;
}

/** For each person the runs of their phones, one after the other. */
function planRuns(
  { phones, contacts }: { phones: Phone[]; contacts: Contact[] },
  { pages, only }: CheckOptions,
): Plan[][] {
  const plans = contacts
    .map((contact, index) =>
      phones
        // Each phone has a person of its own, as far as they go: a push to one reaches all their phones.
        .filter((_, at) => at % contacts.length === index)
        .map((phone) => ({ phone, items: itemsFor(phone, only) }))
        .filter(({ items }) => items.length > 0)
        .flatMap(({ phone, items }) =>
          pages.map((page): Plan => ({ run: { phone: phone.name, page }, phone, contact, items })),
        ),
    )
    .filter((plan) => plan.length > 0);
  if (plans.length === 0) throw new CheckFailure('nothing-to-check');
  return plans;
}

async function runInTurn(plans: Plan[], lab: Lab, options: CheckOptions): Promise<Run[]> {
  const runs: Run[] = [];
  for (const plan of plans) {
    const result = await runPlan(plan, lab, options);
    options.onProgress?.({ kind: 'run', run: plan.run, result });
    runs.push(result);
  }
  return runs;
}

async function runPlan({ run, phone, contact, items }: Plan, lab: Lab, options: CheckOptions): Promise<Run> {
  const { site } = await lab.control.info();
  const { home, link } = placesOf(run.page, options.link);
  const notes = createNotes();
  const { origin } = new URL(phone.page.url);
  const page = openLabPage({
    ...{ lab: lab.page, origin, note: notes.note, errors: lab.errorsOf(origin) },
    api: run.page === 'median-js-bridge' ? 'Median' : 'median',
  });
  const card = lab.page.getByRole('article', { name: phone.name, exact: true });
  const { id, name, profile } = phone;
  const labPhone = createLabPhone({ id, name, card, page, press: lab.press, control: lab.control, home });
  const timeline = await excerptOf(lab, id);
  await labPhone.ready();
  const start = await page.href();
  // A tap that does nothing would look right.
  if (link !== undefined && pathOf(start) === link) throw new CheckFailure('link-is-start', link);
  const result = await runItems({
    ...{ phone, items, notes },
    scene: {
      phone: labPhone,
      channel: createLabChannel(lab.control),
      person: { contactId: contact.contactId, userId: contact.userIds[0] ?? contact.contactId },
      link: link ?? linkOf(new URL(start)),
      ownPage: run.page === 'app',
    },
    timeline,
    onItem: (item) => options.onProgress?.({ kind: 'item', run, result: item }),
  });
  const os = `${phone.platform === 'ios' ? 'iOS' : 'Android'} ${phone.osVersion}`;
  return { profile, phone: name, os, page: run.page, url: new URL(home ?? '', site).href, ...result };
}

/** Where the page is and where its pushes lead. The built-in pages are at /, and at /median with the npm package. */
function placesOf(page: PageKind, link: string | undefined): { home?: string; link: string | undefined } {
  if (page === 'bare') return { home: '/', link: '/orders/42' };
  if (page === 'median-js-bridge') return { home: '/median', link: '/median/orders/42' };
  return { link };
}

/** Longer ones are for the lab. */
const EXCERPT = 60;

/** What happened since the last look: on the phone, and on the other hops under the same traces. */
async function excerptOf({ control }: Lab, phone: string): Promise<() => Promise<Evidence>> {
  let seen = (await control.timeline({ limit: 1 }))[0]?.seq ?? 0;
  return async () => {
    const events = await control.timeline({ after: seen });
    seen = events.at(-1)?.seq ?? seen;
    const traces = new Set(events.filter((event) => event.phone === phone).map(({ traceId }) => traceId));
    const mine = events.filter(({ traceId }) => traces.has(traceId)).map(({ detail: _, ...event }) => event);
    return { kind: 'timeline', events: mine.slice(-EXCERPT) };
  };
}
