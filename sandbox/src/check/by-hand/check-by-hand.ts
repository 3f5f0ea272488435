import { CheckFailure } from '../check-failure.ts';
import type { Progress } from '../checklist.ts';
import type { Item } from '../item.ts';
import { itemsFor } from '../items.ts';
import type { RunName } from '../plan.ts';
import { headline } from '../report/headline.ts';
import type { CheckResult, Run } from '../result.ts';
import { createNotes, type Notes, runItems } from '../run.ts';
import { fields } from '../said.ts';
import { summary } from '../summary.ts';
import { engineOf, isInstallationId, type Known, kindOf, nameOf, platformOf } from './device.ts';
import type { Line } from './line.ts';
import { createPersonPhone } from './person-phone.ts';
import { createPersonStage } from './person-stage.ts';
import { questions } from './questions.ts';
import { createTenantChannel, type DevicesOf } from './tenant-channel.ts';
import type { Place } from './wire.ts';

export interface CheckByHandOptions {
  line: Line;
  /** Where a push has to lead: a path of its host. */
  link: string;
  /** Whom the phone is registered for: an id the app knows, and their record in Dynamics. */
  person: { userId: string; contactId: string };
  /** What Dynamics is known to hold for an installation; absent: nobody can look. */
  devicesOf?: DevicesOf | undefined;
  /** How long Dynamics may take to hold a registration. */
  holdsWithinMs?: number;
  only?: number[] | undefined;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Runs the checklist on one phone with the help of the person who holds it. Throws CheckFailure. */
export async function checkByHand(options: CheckByHandOptions): Promise<CheckResult> {
  const { line, signal, onProgress } = options;
  const abort = () => line.break(signal?.reason);
  signal?.addEventListener('abort', abort);
  try {
    signal?.throwIfAborted();
    const place = await line.connected();
    const startedAt = new Date();
    const notes = createNotes();
    const phone = await meet(line, place);
    const run: RunName = { phone: nameOf(phone.known), page: 'phone' };
    const items = inOrder(itemsFor(kindOf(phone.known.platform, phone.known.osVersion), options.only));
    if (items.length === 0) {
      await line.end(['None of the chosen items applies to this phone.']);
      throw new CheckFailure('nothing-to-check');
    }
    onProgress?.({ kind: 'planned', runs: [{ run, items: items.length }] });
    const result = await runOn({ phone, run, items, notes }, options);
    onProgress?.({ kind: 'run', run, result });
    const found = summary([result], { startedAt, browser: `the app’s WebView (${engineOf(place.agent)})` });
    await line.end([`${headline(found)}.`, 'The report is on the computer. This page can be left.']);
    return found;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/**
 * One installation, from its first start to the switch in the settings. What ends the first start comes before anything
 * else has changed, and what asks the person comes once.
 */
const ORDER = [16, 9, 15, 1, 2, 10, 3, 18, 5, 6, 7, 8, 11, 17, 12, 13, 14, 4];

const inOrder = (items: Item[]): Item[] =>
  items.sort((one, other) => ORDER.indexOf(one.number) - ORDER.indexOf(other.number));

interface Met {
  known: Known;
  /** The app was installed for this check. */
  isNew: boolean;
}

/** What the app says of the phone, as far as the person agrees. */
async function meet(line: Line, place: Place): Promise<Met> {
  line.about('Before the first item');
  const isNew = (await line.ask(questions.installed)) === 'yes';
  const seconds = 15;
  const call = {
    api: 'median',
    name: 'registrationInfo',
    options: undefined,
    form: 'promise',
    seconds,
  } as const;
  const info = fields((await line.call(call)).outcome);
  const platform = platformOf(place);
  const isTrue = Object.keys(info).length > 0 && (await line.ask(questions.facts(factsOf(info)))) === 'yes';
  const fact = (name: string) => (isTrue && typeof info[name] === 'string' ? info[name] : '');
  const known: Known = {
    ...{ platform, osVersion: fact('osVersion'), model: fact('model'), token: '' },
    installationId: isInstallationId(info.installationId) ? info.installationId : null,
    permission: 'undetermined',
  };
  // Android grants it at install until version 12 (facts: apns-fcm-phones.md §6.2).
  const { apiLevel = 0 } = kindOf(platform, known.osVersion);
  if (platform === 'android' && apiLevel < 33 && isNew) known.permission = 'granted';
  return { known, isNew };
}

const factsOf = (info: Record<string, unknown>): string =>
  ['model', 'os', 'osVersion', 'language', 'timeZone', 'appVersion']
    .map((name) => `${name} ${info[name]}`)
    .join(', ');

interface Running {
  phone: Met;
  run: RunName;
  items: Item[];
  notes: Notes;
}

async function runOn(
  { phone: { known, isNew }, run, items, notes }: Running,
  options: CheckByHandOptions,
): Promise<Run> {
  const { line, person, devicesOf, onProgress, signal } = options;
  // By the name that the phone has for this computer, which is the one that its app takes for its own.
  const { origin, href: link } = new URL(options.link, line.place()?.href);
  const phone = createPersonPhone({ line, known, note: notes.note, link });
  const channel = createTenantChannel({
    ...{ devicesOf, signal, installationId: () => known.installationId },
    ...(options.holdsWithinMs === undefined ? {} : { holdsWithinMs: options.holdsWithinMs }),
  });
  const kind = kindOf(known.platform, known.osVersion);
  const result = await runItems({
    ...{ phone: await phone.view(), items, notes, signal },
    scene: { phone, channel, person, link: options.link, ownPage: false },
    stage: createPersonStage({ phone, kind, channel, userId: person.userId, isNew }),
    onStart: ({ number, title }) => line.about(`${number}. ${title}`),
    onItem: (item) => onProgress?.({ kind: 'item', run, result: item }),
  });
  const os = `${known.platform === 'ios' ? 'iOS' : 'Android'} ${known.osVersion}`.trim();
  return { profile: kind.profile, phone: run.phone, os, page: 'phone', url: `${origin}/`, ...result };
}
