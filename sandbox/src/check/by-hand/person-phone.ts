import { CALL_SECONDS, callText } from '../page/page-call.ts';
import { pathOf } from '../path-of.ts';
import type { CheckedPage, CheckedPhone, Outcome } from '../phone.ts';
import type { Evidence } from '../result.ts';
import { fields, said } from '../said.ts';
import { NotPassed } from '../verdict.ts';
import { isInstallationId, isWellFormed, type Known, nameOf, viewOf } from './device.ts';
import type { Line } from './line.ts';
import { questions } from './questions.ts';
import type { Called, Place, Question } from './wire.ts';

/** A page in front says something at least this often. */
const HEARD_MS = 20_000;
/** Who answers the dialog, has read it first. */
const TOO_EARLY_MS = 300;

export interface PersonPhoneOptions {
  line: Line;
  known: Known;
  note(evidence: Evidence): void;
  /** Where a push has to lead: a URL, as Dynamics needs it. */
  link: string;
}

/** A phone in a person's hand: what its page cannot see, the person says. */
export interface PersonPhone extends CheckedPhone {
  /** The page asks for permission, and the person says what they were shown. */
  prompt(): Promise<{ choice: string; outcome: Outcome }>;
  /** The answer as it would have been while the dialog was open: none, unless the app was quicker than a person. */
  whileOpen(outcome: Outcome): Promise<Outcome>;
}

export function createPersonPhone({ line, known, note, link }: PersonPhoneOptions): PersonPhone {
  const state: State = { line, known, note, callMs: 0, release: () => {} };
  const page = createPage(state);
  return {
    ...{ id: 'phone', name: nameOf(known), page },
    ...permissionOf(state, page),
    ...appOf(state, link),
    view: async () => viewOf(known, { state: stateOf(line), url: line.place()?.href ?? '' }),
    async picture(caption) {
      const { href = '', visible } = line.place() ?? {};
      return {
        kind: 'fact',
        name: caption,
        value: `${pathOf(href)}, ${visible ? 'in front' : 'not in front'}`,
      };
    },
  };
}

interface State extends Pick<PersonPhoneOptions, 'line' | 'known' | 'note'> {
  /** What the person shall do to the app next. */
  leaving?: 'behind' | 'closed' | undefined;
  /** How long the last call took. */
  callMs: number;
  release(): void;
}

function stateOf(line: Line): 'foreground' | 'background' | 'killed' {
  if (line.silentFor() > HEARD_MS) return 'killed';
  return line.place()?.visible ? 'foreground' : 'background';
}

function createPage(state: State): CheckedPage {
  const { line, note } = state;
  /** Up to where errors are the page's own. */
  let forgiven = { document: '', count: 0 };
  const fresh = ({ document, errors }: Place) =>
    document === forgiven.document ? errors.slice(forgiven.count) : errors;
  return {
    async call(name, options, { form = 'promise', seconds = CALL_SECONDS } = {}) {
      const call = { api: 'median', name, options, form, seconds } as const;
      const called = await line.call(call);
      learn(state, called);
      state.callMs = called.ms;
      const { outcome } = called;
      note({ kind: 'answer', call: callText(call), outcome: `${said(outcome)} (${called.ms} ms)` });
      return outcome;
    },
    href: async () => line.place()?.href ?? '',
    forgiveErrors() {
      const place = line.place();
      if (place) forgiven = { document: place.document, count: place.errors.length };
    },
    takeErrors() {
      const place = line.place();
      const errors = place ? [...new Set(fresh(place))] : [];
      this.forgiveErrors();
      return errors;
    },
  };
}

/** An answer is also what is known of the phone: nobody else can say which token it holds. */
function learn({ known }: State, { outcome, tokens, ms: _ }: Called): void {
  const info = fields(outcome);
  if (!('platform' in info)) return;
  const name = known.platform === 'ios' ? 'apnsToken' : 'fcmToken';
  const token = info[name];
  if (typeof token === 'string' && isWellFormed(known.platform, tokens[name])) known.token = token;
  if (known.installationId === null && isInstallationId(info.installationId))
    known.installationId = info.installationId;
}

function permissionOf(
  state: State,
  page: CheckedPage,
): Pick<PersonPhone, 'prompt' | 'whileOpen' | 'dialog' | 'answer' | 'switchNotifications'> {
  const { line, known, note } = state;
  return {
    async prompt() {
      await line.ask(questions.prompt);
      const outcome = await page.call('promptNotificationPermission', undefined, {
        seconds: PATIENCE_SECONDS,
      });
      const choice = await line.ask(questions.prompted);
      note({ kind: 'fact', name: 'The person says', value: labelOf(questions.prompted, choice) });
      if (choice === 'allowed') known.permission = 'granted';
      if (choice === 'refused') known.permission = 'denied';
      return { choice, outcome };
    },
    whileOpen(outcome) {
      if (state.callMs < TOO_EARLY_MS) return Promise.resolve(outcome);
      return new Promise((resolve) => {
        state.release = () => resolve(outcome);
      });
    },
    async dialog() {
      const choice = await line.ask(questions.silent);
      note({ kind: 'fact', name: 'The person says', value: labelOf(questions.silent, choice) });
      return choice === 'asked' ? 'the person was asked' : undefined;
    },
    // The person has pressed it already: a page behind a dialog cannot ask them to.
    answer: async () => state.release(),
    async switchNotifications(on) {
      await need(line, questions.switched(on));
      known.permission = on ? 'granted' : 'denied';
    },
  };
}

/** How long a person may look at a dialog. */
const PATIENCE_SECONDS = 180;

function appOf(
  state: State,
  link: string,
): Pick<PersonPhone, 'background' | 'kill' | 'launch' | 'reinstall' | 'notification' | 'tap'> {
  const { line, note } = state;
  return {
    async background() {
      state.leaving = 'behind';
    },
    async kill() {
      state.leaving = 'closed';
    },
    async launch() {
      const { leaving } = state;
      state.leaving = undefined;
      if (leaving) await need(line, questions[leaving], returned(line.place(), leaving));
    },
    async reinstall() {
      throw blocked('a newly installed app', 'one that is in use');
    },
    async notification() {
      const closed = state.leaving === 'closed';
      state.leaving = undefined;
      const before = line.place()?.document;
      const question = questions.push({ link, closed });
      const opened = ({ document, href }: Place) =>
        document !== before && pathOf(href) === pathOf(link) ? 'opened' : undefined;
      const choice = await line.ask(question, opened);
      const value = choice === 'opened' ? 'the tap has opened the page' : labelOf(question, choice);
      note({ kind: 'fact', name: 'The push', value });
      return choice === 'opened' || choice === 'elsewhere';
    },
    // Done together with the notification: who has seen it is outside the app.
    async tap() {
      for (const open of line.place()?.opens ?? [])
        note({ kind: 'fact', name: 'notificationOpened', value: open });
    },
  };
}

/** The page itself sees that it was hidden, or that it is another one. */
const returned =
  (before: Place | undefined, leaving: 'behind' | 'closed') =>
  ({ document, hidden, visible }: Place): string | undefined => {
    const isBack =
      leaving === 'closed' ? document !== before?.document : hidden !== before?.hidden && visible;
    return isBack ? 'done' : undefined;
  };

/** What cannot be done leaves an item without its ground. */
async function need(
  line: Line,
  question: Question,
  seen?: (place: Place) => string | undefined,
): Promise<void> {
  if ((await line.ask(question, seen)) !== 'cannot') return;
  throw blocked(question.say.join(' '), 'the person said that it is not possible');
}

export const blocked = (expected: string, came: string): NotPassed =>
  new NotPassed('blocked', {
    expected,
    came,
    remedy: 'Run the check again on a phone and with an app where it is so; nothing was judged.',
  });

const labelOf = ({ choices }: Question, choice: string): string =>
  choices.find(({ name }) => name === choice)?.label ?? choice;
