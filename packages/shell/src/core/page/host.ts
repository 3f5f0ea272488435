import type { CommandError } from '@journeys-push/contract/page-shell';
import { problems } from '@journeys-push/contract/problems';
import type { Log } from '../log.ts';
import type { ClockPort, Ports, RandomPort } from '../ports.ts';
import type { IncomingMessage } from '../shell.ts';
import { newTraceId } from '../trace.ts';
import { within } from '../within.ts';
import type { Terms } from './commands.ts';
import { hasInvalidCallback, type PageCall, readMessage } from './message.ts';
import type { Origins } from './origins.ts';
import type { Page } from './page.ts';
import { refusal } from './refusal.ts';

/** What a command does. Undefined: it has no answer of its own. */
export type Handler = (data: Record<string, unknown>, traceId: string) => unknown;

export interface HostOptions {
  /** Every command of this build. */
  terms: ReadonlyMap<string, Terms>;
  /** There once the core has read its store. */
  handlers: Promise<ReadonlyMap<string, Handler>>;
  /** Why commands of the plugin are not served in this build. */
  disabled: CommandError | undefined;
  page: Page;
  origins: Origins;
  clock: ClockPort;
  random: RandomPort;
  log: Log;
  observe: NonNullable<Ports['observe']>;
}

/** Answers the messages of pages: each call once, each in time, and strangers never. */
export const createHost =
  (options: HostOptions) =>
  async (incoming: IncomingMessage): Promise<void> => {
    const { origins, log } = options;
    try {
      if (origins.allows(incoming)) return await receive(incoming, options);
      // Not answered: the answer would run in the top page, which has not asked.
      log('origin-refused', `${senderOf(incoming)} called the bridge. ${problems['origin-refused'].remedy}`);
    } catch (surprise) {
      log('internal', `A message could not be handled: ${surprise}`);
    }
  };

async function receive({ message, origin }: IncomingMessage, options: HostOptions): Promise<void> {
  const { log, page, random } = options;
  const traceId = newTraceId(random);
  const call = readMessage(message);
  if ('problem' in call) {
    log('malformed-message', `A page's message was ignored: ${call.problem}.`, traceId);
    if (call.callback)
      await page.answer(origin, call.callback, refusal('malformed-message', `Here ${call.problem}.`));
    return;
  }
  if (hasInvalidCallback(call)) log('callback-invalid', problems['callback-invalid'].remedy, traceId);
  const answer = await observed(call, traceId, options);
  const callback = call.callback ?? implied[call.command];
  if (callback) await page.answer(origin, callback, answer);
}

/** What the shell's own script says is no call of the page. */
const receipts = ['msdynamics/notificationOpenedAnswer', 'msdynamics/registrationChangedAnswer'];

async function observed(call: PageCall, traceId: string, options: HostOptions): Promise<object> {
  const { command, data } = call;
  if (receipts.includes(command)) return perform(call, traceId, options);
  const userId = typeof data.userId === 'string' ? { userId: data.userId } : {};
  options.observe({ kind: 'page.call', traceId, command, ...userId });
  const answer = await perform(call, traceId, options);
  options.observe({ kind: 'page.answer', traceId, command, ...outcomeOf(answer) });
  return answer;
}

async function perform(call: PageCall, traceId: string, options: HostOptions): Promise<object> {
  const { terms, disabled, clock, log } = options;
  const { command } = call;
  const term = terms.get(command);
  if (!term) {
    log('unknown-command', `A page called ${command}.`, traceId);
    return refusal('unknown-command', `Here it is ${command}.`);
  }
  if (disabled && command.startsWith('msdynamics/')) return disabled;
  const answer = await within(clock, term.deadlineMs, () => run(call, traceId, { ...options, term }));
  return answer ?? term.undone('deadline');
}

async function run(
  { command, data }: PageCall,
  traceId: string,
  { handlers, log, term }: HostOptions & { term: Terms },
): Promise<object> {
  try {
    const answer = await (await handlers).get(command)?.(data, traceId);
    return typeof answer === 'object' && answer !== null ? answer : done;
  } catch (surprise) {
    log('internal', `${command} failed: ${surprise}`, traceId);
    return term.undone('internal');
  }
}

/** For commands that have no answer of their own, when a callback waits all the same. */
const done = { success: true };

/** `median.run.deviceInfo()` names no callback; Median's shells then call this (read in gonativeio/gonative-android). */
const implied: Record<string, string | undefined> = {
  'run/median_device_info': 'median_device_info',
  'run/gonative_device_info': 'gonative_device_info',
};

function outcomeOf(answer: object): { ok: boolean; reason?: string } {
  const { error, success, reason } = answer as { error?: string; success?: boolean; reason?: string };
  const why = error ?? reason;
  return { ok: error === undefined && success !== false, ...(why ? { reason: why } : {}) };
}

const senderOf = ({ origin, mainFrame }: IncomingMessage): string =>
  mainFrame === false ? `An inner frame (${origin})` : `A page of ${origin}`;
