import type { Operation } from './operation.ts';
import type { Phone } from './phone.ts';
import { askingOn } from './system.ts';

/**
 * Whether somebody could not do that now, so that the phone has to refuse it. A refusal changes nothing. `may`: the
 * facts do not say.
 */
export function refuses(phone: Phone, operation: Operation): boolean | 'may' {
  const rule = rules[operation.do] as ((phone: Phone, operation: Operation) => boolean | 'may') | undefined;
  return rule?.(phone, operation) ?? false;
}

type Rules = {
  [K in Operation['do']]?: (phone: Phone, operation: Extract<Operation, { do: K }>) => boolean | 'may';
};

const onIos = ({ system }: Phone) => system.platform === 'ios';
const onAndroid = ({ system }: Phone) => system.platform === 'android';

const rules: Rules = {
  background: ({ app }) => app === 'killed',
  'close browser': ({ inBrowser }) => !inBrowser,
  load: ({ app }) => app !== 'foreground',
  answer: (phone, { answer }) => !isAsked(phone) || (onIos(phone) && answer === 'dismiss'),
  tap: ({ tray }, { id }) => !tray.some((each) => each.id === id),
  'swipe away': ({ tray }, { id }) => !tray.some((each) => each.id === id),
  'answer quietly': (phone, { id }) =>
    !onIos(phone) ||
    !phone.tray.some((each) => each.id === id && each.quiet) ||
    (phone.permission.status === 'provisional' ? false : 'may'),
  // Android's alone.
  'force stop': onIos,
  'clear data': onIos,
  'switch doze': onIos,
  // Only a running app makes one.
  'make channel': (phone) => onIos(phone) || (phone.app === 'killed' && 'may'),
  'set channel': (phone, { id }) => onIos(phone) || !Object.hasOwn(phone.channels, id),
  'update app': ({ system }, { target }) =>
    system.platform === 'ios' || target < system.target || (target === system.target && 'may'),
  // Only what has a permission that was given at run time can lose it, if it is built for level 30 or higher.
  'lose unused permissions': ({ system }) =>
    askingOn(system) === 'ios' || askingOn(system) === 'nobody asks' || system.target < 30,
  // Apple's alone.
  'switch focus': onAndroid,
  'ask provisionally': (phone) =>
    onAndroid(phone) ||
    (phone.permission.status === 'undetermined' && phone.app === 'foreground' ? false : 'may'),
  'upgrade system': ({ system }, { level }) => level < system.level || (level === system.level && 'may'),
};

/** The question is on the screen. */
export const isAsked = ({ asking, app }: Phone): boolean => asking && app === 'foreground';
