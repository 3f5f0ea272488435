import type { PageEventName } from '@journeys-push/contract/page-shell';
import type { Device } from '../ports.ts';
import { asScript, entryPoint, messageText } from './entry-point.ts';

/**
 * The scripts that the shell runs in the top page. Each one first looks where it is: between asking and answering the
 * WebView may have gone to a page that must not hear the answer. Each ends in `true`, which WebViews like to return.
 */
export interface ScriptOptions {
  /** As `location.origin` says it in the pages that may run this. */
  origins: string[];
  platform: Device['platform'];
}

/** Calls a global function with one value, if the page has it. */
export const callScript = (options: ScriptOptions, name: string, payload: unknown): string =>
  guarded(options, `${find(name)}if(typeof f==="function"){try{f(${asScript(payload)})}catch(e){}}`);

/** Calls the listener of opens, once for each. */
export const openedScript = (options: ScriptOptions, open: { id: string }): string =>
  confirmedScript(options, {
    name: '_median_msdynamics_notification_opened',
    payload: open,
    about: `open ${open.id}`,
    mark: '',
    receipt: { medianCommand: 'median://msdynamics/notificationOpenedAnswer', data: { id: open.id } },
  });

/** Calls the listener of registrations, unless the last that it was told has the same key. */
export const changedScript = (options: ScriptOptions, registration: object, key: string): string =>
  confirmedScript(options, {
    name: '_median_msdynamics_registration_changed',
    payload: registration,
    about: 'registration',
    mark: key,
    receipt: { medianCommand: 'median://msdynamics/registrationChangedAnswer', data: { key } },
  });

interface Confirmed {
  name: PageEventName;
  payload: object;
  /** What this document was told about that already carries a mark; the same one is not told again. */
  about: string;
  mark: string;
  receipt: object;
}

/**
 * Calls a listener and confirms that it was called. Shell and page may both come and go while the script is on its
 * way, so the shell asks again until it is told; the entry point remembers what this document had already.
 */
function confirmedScript(options: ScriptOptions, { name, payload, about, mark, receipt }: Confirmed): string {
  const { platform } = options;
  return guarded(
    options,
    `${find(name)}${entry(platform)}` +
      `if(b&&typeof f==="function"){var a=${asScript(about)},m=${asScript(mark)},told=b.told||(b.told={});` +
      `if(told[a]!==m){told[a]=m;try{f(${asScript(payload)})}catch(e){}}` +
      `b.postMessage(${messageText(platform, receipt)})}`,
  );
}

/** Says that the library is there, once a document, and lets the page subscribe to what it has listeners for. */
export function readyScript(options: ScriptOptions, events: PageEventName[]): string {
  const { platform } = options;
  const probes = events.map((eventName) => {
    const subscribe = { medianCommand: 'median://events/subscribe', data: { eventName } };
    return `if(typeof window[${asScript(eventName)}]==="function")b.postMessage(${messageText(platform, subscribe)});`;
  });
  return guarded(
    options,
    `${entry(platform)}if(!b)return;${probes.join('')}if(b.ready)return;b.ready=1;` +
      'var f=window.median_library_ready||window.gonative_library_ready;' +
      'if(typeof f==="function"){try{f()}catch(e){}}',
  );
}

const find = (name: string): string => {
  const key = asScript(name);
  // Only what the page has put there itself, not what every object inherits.
  return `var f=Object.prototype.hasOwnProperty.call(window,${key})?window[${key}]:0;`;
};

const entry = (platform: Device['platform']): string => `var b=${entryPoint[platform]};`;

const guarded = ({ origins }: ScriptOptions, body: string): string =>
  '(function(){' +
  `if(typeof location==="object"&&${asScript(origins)}.indexOf(location.origin)===-1)return;` +
  `${body}})();true;`;
