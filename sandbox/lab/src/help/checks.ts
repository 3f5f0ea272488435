import type { Phone } from '../../../src/control/wire.ts';
import { platformNames, reasonWords } from '../channel/words.ts';
import { faultWords } from '../faults/words.ts';
import { registrationWords } from '../phones/wall/registration.ts';
import { notifies, permissionOf } from '../phones/words.ts';
import type { Check, Finding, Jump } from './finding.ts';

const toPhones: Jump = { label: 'Show the phones', panel: 'phones' };
const toPush: Jump = { label: 'Send a push', panel: 'push' };
const toFaults: Jump = { label: 'Show the faults', panel: 'faults' };

const good = (text: string, jump?: Jump): Finding => ({ state: 'good', text, ...(jump ? { jump } : {}) });
const wrong = (text: string, jump?: Jump): Finding => ({ state: 'wrong', text, ...(jump ? { jump } : {}) });
const note = (text: string, jump?: Jump): Finding => ({ state: 'note', text, ...(jump ? { jump } : {}) });

export const anyPhone: Check = ({ phones }) =>
  phones && (phones.length > 0 ? [] : [wrong('There is no phone: add one above the phones.', toPhones)]);

/** Phones that may not show anything. */
export const permission: Check = ({ phones }) => {
  if (!phones) return undefined;
  const silent = phones.filter((phone) => !notifies(phone));
  if (phones.length > 0 && silent.length === 0) return [good('Notifications are allowed on every phone.')];
  return silent.map((phone) =>
    wrong(`Notifications on ${phone.name}: ${lower(permissionOf(phone))}.`, toPhones),
  );
};

/** What becomes of the page’s wish to register. */
export const registration: Check = ({ phones }) =>
  phones?.map((phone) => {
    const { label, tone, advice } = registrationWords(phone);
    const text = `${phone.name}: ${lower(label)}. ${advice}`;
    if (tone === 'success') return good(`${phone.name} is registered.`);
    return tone === 'informative' ? note(text) : wrong(text, toPhones);
  });

/** Phones that a push reaches late or never. */
export const reachable: Check = ({ phones }) =>
  phones?.flatMap((phone) => {
    const why = unreachable(phone);
    return why ? [wrong(`${phone.name} ${why}`, toPhones)] : [];
  });

/** What becomes of pushes to a phone that is away (facts: §6.1, §6.2). */
const keeping: Record<Phone['platform'], string> = {
  ios: 'APNs keeps only the newest push',
  android: 'FCM keeps the pushes',
};

function unreachable(phone: Phone): string | undefined {
  if (!phone.online) return `is offline: ${keeping[phone.platform]} for it.`;
  if (phone.forceStopped) return 'was force-stopped: Android shows nothing until the app is opened by hand.';
  if (phone.doze) return 'sleeps (Doze): only pushes of high priority come through.';
  return phone.focus ? 'is in Focus: pushes come quietly.' : undefined;
}

/** The mobile app that the phones register in. */
export const channel: Check = ({ apps }) => {
  if (!apps) return undefined;
  const app = apps.find(({ ofTheSandbox }) => ofTheSandbox);
  if (!app) return [];
  const jump: Jump = {
    ...{ label: 'Show the mobile app', panel: 'channel' },
    parameters: { mobile: app.mobileAppId, 'mobile-part': '' },
  };
  const found = (['ios', 'android'] as const).flatMap((platform) => {
    const name = platformNames[platform];
    const { state, reason = '' } = app.validation[platform];
    if (!app.platforms.includes(platform))
      return [wrong(`“${app.name}” has no credentials for ${name}.`, jump)];
    if (!app.active.includes(platform)) return [wrong(`“${app.name}” is switched off for ${name}.`, jump)];
    if (state === 'checking') return [note(`The credentials for ${name} are being checked.`, jump)];
    if (state === 'not-started')
      return [note(`The credentials for ${name} have not been checked yet.`, jump)];
    if (state !== 'invalid') return [];
    return [
      wrong(
        `The credentials for ${name} are invalid. ${reasonWords(platform, reason)?.cause ?? reason}`,
        jump,
      ),
    ];
  });
  return found.length > 0 ? found : [good('The mobile app is on, and its credentials are valid.', jump)];
};

/** What somebody has planted. */
export const planted: Check = ({ faults }) =>
  faults &&
  (faults.length > 0
    ? faults.map((fault) => wrong(`A fault is planted. ${faultWords(fault)}.`, toFaults))
    : [good('No fault is planted.')]);

/** Whom a journey can reach. */
export const reachablePeople: Check = ({ contacts }) => {
  if (!contacts) return undefined;
  const names = contacts.filter(({ devices }) => devices > 0).map(({ fullName }) => fullName);
  return names.length > 0
    ? [note(`With a device: ${names.join(', ')}. A journey skips everybody else.`, toPush)]
    : [wrong('Dynamics has no device of anybody: every journey skips everybody.', toPhones)];
};

export const gateway: Check = ({ info }) =>
  info &&
  (info.gateway
    ? []
    : [note('This sandbox runs without a gateway: registerDevice only holds the token, and tells nobody.')]);

/** Whether the page has found the app around it. */
export const bridge: Check = ({ phones, shown }) =>
  shown &&
  phones?.map((phone) => {
    const { name, page } = phone;
    if (phone.state === 'killed') return note(`${name}: the app is closed.`, toPhones);
    if (page.connected) return good(`${name}: the bridge works at ${page.url}`);
    if (!shown.includes(phone)) return note(`${name} is not on the wall: its page is not loaded.`, toPhones);
    return wrong(
      `${name}: no bridge at ${page.url}. Is the page loaded, and of an allowed origin?`,
      toPhones,
    );
  });

/** The first level of Android that asks (facts: spec §1). */
const ASKS = 33;

/** Whether asking for permission can show a dialog. */
export const dialog: Check = ({ phones }) =>
  phones?.map((phone) => {
    const {
      name,
      apiLevel,
      osVersion,
      permission: { status, canAskAgain },
    } = phone;
    if (status === 'granted') return note(`${name}: allowed already, so nothing is asked.`);
    if (apiLevel !== undefined && apiLevel < ASKS)
      return note(`${name} runs Android ${osVersion}: there is no dialog, and this is expected.`);
    if (!canAskAgain) return wrong(`${name}: was refused; only Settings can change it.`, toPhones);
    return good(`${name}: will ask.`);
  });

/** The device table, as far as it went wrong. */
export const deviceRows: Check = ({ devices, apps }) => {
  if (!devices || !apps) return undefined;
  const app = apps.find(({ ofTheSandbox }) => ofTheSandbox);
  const jump: Jump = {
    ...{ label: 'Show the device table', panel: 'channel' },
    parameters: app ? { mobile: app.mobileAppId, 'mobile-part': 'devices' } : {},
  };
  const count = (result: string) => devices.filter((device) => device.result === result).length;
  if (devices.length === 0) return [wrong('The device table is empty.', jump)];
  const [failed, pending] = [count('Failed'), count('Pending')];
  return [
    ...(failed > 0 ? [wrong(`${failed} failed: the table says why.`, jump)] : []),
    ...(pending > 0 ? [note(`${pending} pending: Dynamics has not reported an outcome.`, jump)] : []),
    ...(failed + pending === 0 ? [good(`The table has ${devices.length}, all of them in order.`, jump)] : []),
  ];
};

/** Whether the token fields are there. */
export const tokens: Check = ({ phones }) =>
  phones?.map((phone) => {
    const held = ['queued', 'sent', 'registered'].includes(phone.registration.state);
    if (!notifies(phone)) return wrong(`${phone.name}: no token, because permission is missing.`, toPhones);
    if (held) return good(`${phone.name}: registrationInfo has the token.`);
    const { label, tone, advice } = registrationWords(phone);
    const text = `${phone.name}: no token. ${label}. ${advice}`;
    return tone === 'informative' ? note(text) : wrong(text, toPhones);
  });

export const site: Check = ({ info }) =>
  info && [note(info.builtInPage ? 'The phones show the built-in page.' : `The phones show ${info.site}`)];

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
