import type { ControlClient } from '../control/client.ts';
import type { Phone } from '../control/wire.ts';
import { CheckFailure } from './check-failure.ts';
import { createLabChannel } from './lab/lab-channel.ts';
import { linkOf, reachSite } from './own-site.ts';
import type { Api } from './page/page-call.ts';
import { pathOf } from './path-of.ts';
import type { DrivenPhone } from './phone.ts';
import { phoneGone } from './phone-gone.ts';
import { type Plan, planRuns, type RunName } from './plan.ts';
import type { Evidence, ItemResult, PageKind, Run } from './result.ts';
import { createNotes, runItems } from './run.ts';
import { happenedOn } from './what-happened.ts';

/** What a terminal, or the lab, shows while it runs. */
export type Progress =
  | { kind: 'planned'; runs: { run: RunName; items: number; numbers?: number[] }[] }
  | { kind: 'began'; run: RunName; number: number }
  | { kind: 'item'; run: RunName; result: ItemResult }
  | { kind: 'run'; run: RunName; result: Run };

/** How a phone of the sandbox is driven. */
export type Driver = (phone: Phone, how: Driving) => DrivenPhone;

export interface Driving {
  api: Api;
  /** Path of the page to check; absent: wherever the site's start page leads to. */
  home?: string | undefined;
  note(evidence: Evidence): void;
}

export interface ChecklistOptions {
  control: ControlClient;
  driver: Driver;
  phones: Phone[];
  pages: PageKind[];
  only?: number[] | undefined;
  link?: string | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * The checklist on phones of a sandbox; those of different people side by side, the pages of a phone one after the
 * other. Throws CheckFailure, once no phone is driven any more.
 */
export async function runChecklist(options: ChecklistOptions): Promise<Run[]> {
  const { control, onProgress, signal } = options;
  if (options.pages.includes('app')) {
    const { site, allowedOrigins } = await control.info();
    await reachSite(site, allowedOrigins, signal);
  }
  const plans = planRuns({ ...options, contacts: await control.contacts() });
  onProgress?.({
    kind: 'planned',
    runs: plans.flat().map(({ run, items }) => {
      const numbers = items.map(({ number }) => number);
      return { run, items: items.length, numbers };
    }),
  });
  // A phone that cannot be checked is no reason to leave the others half-way.
  const ended = await Promise.allSettled(plans.map((plan) => runInTurn(plan, options)));
  return ended.flatMap((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

async function runInTurn(plans: Plan[], options: ChecklistOptions): Promise<Run[]> {
  const runs: Run[] = [];
  for (const plan of plans) {
    options.signal?.throwIfAborted();
    const result = await runPlan(plan, options).catch((error) => {
      throw phoneGone(error);
    });
    options.onProgress?.({ kind: 'run', run: plan.run, result });
    runs.push(result);
  }
  return runs;
}

async function runPlan({ run, phone, contact, items }: Plan, options: ChecklistOptions): Promise<Run> {
  const { control, driver, signal, onProgress } = options;
  const { site } = await control.info();
  const { home, link } = placesOf(run.page, options.link);
  const notes = createNotes();
  const api = run.page === 'median-js-bridge' ? 'Median' : 'median';
  const driven = driver(phone, { api, home, note: notes.note });
  const happened = await happenedOn(control, phone.id);
  await driven.ready();
  const start = await driven.page.href();
  // A tap that does nothing would look right.
  if (link !== undefined && pathOf(start) === link) throw new CheckFailure('link-is-start', link);
  const result = await runItems({
    ...{ phone, items, notes, signal, happened },
    scene: {
      phone: driven,
      channel: createLabChannel(control),
      person: { contactId: contact.contactId, userId: contact.userIds[0] ?? contact.contactId },
      link: link ?? linkOf(new URL(start)),
      ownPage: run.page === 'app',
    },
    onStart: ({ number }) => onProgress?.({ kind: 'began', run, number }),
    onItem: (item) => onProgress?.({ kind: 'item', run, result: item }),
  });
  const os = `${phone.platform === 'ios' ? 'iOS' : 'Android'} ${phone.osVersion}`;
  const { profile, name } = phone;
  return { profile, phone: name, os, page: run.page, url: new URL(home ?? '', site).href, ...result };
}

/** Where the page is and where its pushes lead. The built-in pages are at /, and at /median with the npm package. */
function placesOf(page: PageKind, link: string | undefined): { home?: string; link: string | undefined } {
  if (page === 'bare') return { home: '/', link: '/orders/42' };
  if (page === 'median-js-bridge') return { home: '/median', link: '/median/orders/42' };
  return { link };
}
