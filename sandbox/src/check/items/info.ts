import type { Phone } from '../../control/wire.ts';
import { everyPhone, type Item, type Scene } from '../item.ts';
import type { Outcome } from '../phone.ts';
import { fields, said, shown } from '../said.ts';
import { block, fail } from '../verdict.ts';

const complete: Item = {
  number: 6,
  title: 'registrationInfo has every expected field',
  appliesTo: everyPhone,
  async run(scene) {
    await scene.stage.registered();
    const { view, info, outcome } = await read(scene);
    const wrong = Object.entries(expectedFields(view)).filter(([name, is]) => !is(info[name]));
    if (wrong.length === 0) return;
    fail({
      expected: `registrationInfo() with every field of its documentation, true to this ${view.name}`,
      came: outcome.kind === 'answered' ? wrong.map(([name]) => field(info, name)).join(', ') : said(outcome),
      remedy:
        'The shell must fill every field from the system and the app’s own build; an old build may lack some.',
    });
  },
};

/** One field with its value, as a console shows them. */
const field = (info: Record<string, unknown>, name: string): string =>
  name in info ? shown({ [name]: info[name] }).slice(1, -1) : `${name} is missing`;

type Test = (value: unknown) => boolean;
const text: Test = (value) => typeof value === 'string' && value !== '';
/** Also the names that Intl does not list: links such as Asia/Kolkata. */
const isTimeZone: Test = (value) => {
  try {
    return text(value) && Boolean(new Intl.DateTimeFormat('en', { timeZone: String(value) }));
  } catch {
    return false;
  }
};
const equals =
  (wanted: unknown): Test =>
  (value) =>
    value === wanted;

/** Fields of every platform (spec.md §1); tokens are items of their own. What the phone knows itself must agree. */
function expectedFields({ platform, osVersion, model, installationId }: Phone): Record<string, Test> {
  const ios = platform === 'ios';
  return {
    platform: equals(platform),
    os: equals(ios ? 'iOS' : 'Android'),
    osVersion: equals(osVersion),
    model: ios ? (value) => value === 'iPhone' || value === 'iPad' : equals(model),
    installationId: equals(installationId),
    appId: text,
    appVersion: text,
    appBuild: ios ? text : Number.isInteger,
    ...(ios ? {} : { appVersionCode: Number.isInteger }),
    distribution: (value) => value === 'release' || value === 'debug',
    hardware: text,
    language: text,
    timeZone: isTimeZone,
    isFirstLaunch: (value) => typeof value === 'boolean',
  };
}

const hasApnsToken: Item = {
  number: 7,
  title: 'The APNs token is present on iOS',
  appliesTo: ({ platform }) => platform === 'ios',
  run: (scene) =>
    judgeToken(scene, {
      ...{ name: 'apnsToken', foreign: 'fcmToken' },
      lacking: 'the build lacks the push entitlement',
    }),
};

const hasFcmToken: Item = {
  number: 8,
  title: 'The FCM token is present on Android',
  appliesTo: ({ platform }) => platform === 'android',
  run: (scene) =>
    judgeToken(scene, {
      ...{ name: 'fcmToken', foreign: 'apnsToken' },
      lacking: 'google-services.json is missing or of another project',
    }),
};

async function judgeToken(
  scene: Scene,
  { name, foreign, lacking }: { name: string; foreign: string; lacking: string },
): Promise<void> {
  await scene.stage.registered();
  const { view, info, outcome } = await read(scene);
  scene.note({ kind: 'fact', name: 'Token of the system, last 8 characters', value: view.token.slice(-8) });
  if (info[name] === view.token && !(foreign in info)) return;
  fail({
    expected: `registrationInfo().${name} to be the push token that the system gave, and no ${foreign}`,
    came: outcome.kind === 'answered' ? `${field(info, name)}, ${field(info, foreign)}` : said(outcome),
    remedy: `Order of calls: permission, then registerDevice, then registrationInfo. If it is right, ${lacking}.`,
  });
}

const firstLaunch: Item = {
  number: 9,
  title: 'isFirstLaunch is true on the first launch and false on later ones',
  appliesTo: everyPhone,
  async run(scene) {
    const { phone, stage } = scene;
    await stage.fresh();
    const first = await phone.page.call('registrationInfo');
    await phone.background();
    await phone.launch();
    const again = await phone.page.call('registrationInfo');
    await phone.kill();
    await phone.launch();
    const later = await phone.page.call('registrationInfo');
    const silent = [first, again, later].find((outcome) => !('installationId' in fields(outcome)));
    if (silent)
      block(16, { expected: 'registrationInfo() to say something at every launch', came: said(silent) });
    const value = (outcome: Outcome) => shown(fields(outcome).isFirstLaunch);
    const whole = [first, again].every((outcome) => fields(outcome).isFirstLaunch === true);
    if (whole && fields(later).isFirstLaunch === false) return;
    fail({
      expected:
        'isFirstLaunch true during the whole first launch, and false after the app was closed and opened again',
      came: `${value(first)} on the first launch, ${value(again)} when it came back to the front, ${value(later)} on the second`,
      remedy:
        'The shell must store that it has been launched, and read that at every later start of its process.',
    });
  },
};

const populatedBefore: Item = {
  number: 16,
  title: 'registrationInfo before registerDevice is populated',
  appliesTo: everyPhone,
  async run(scene) {
    await scene.stage.fresh();
    const { view, info, outcome } = await read(scene);
    const tokens = ['apnsToken', 'fcmToken'].filter((name) => name in info);
    // A customer's page may register somebody while it loads: then there is no before.
    const early = scene.ownPage && view.registration.userId !== undefined;
    const remedy =
      'The device facts and the installation id need no registration; the token fields come only with one.';
    if (
      info.platform !== view.platform ||
      info.installationId !== view.installationId ||
      !view.installationId
    )
      fail({
        expected: 'registrationInfo() to know platform and installation id before anybody is registered',
        came: said(outcome),
        remedy,
      });
    if (tokens.length > 0 && !early)
      fail({ expected: 'no token before a registration', came: `${tokens.join(' and ')} present`, remedy });
  },
};

async function read({ phone, note }: Scene) {
  const outcome = await phone.page.call('registrationInfo');
  const view = await phone.view();
  note({
    kind: 'fact',
    name: 'The phone',
    value: `${view.name}, ${view.osVersion}, installation ${view.installationId}`,
  });
  return { outcome, view, info: fields(outcome) };
}

export const infoItems = [complete, hasApnsToken, hasFcmToken, firstLaunch, populatedBefore];
