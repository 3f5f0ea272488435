import type { PageMessage } from '@journeys-push/contract/page-shell';
import { isCallbackName } from './callback-name.ts';

/** What a page asked for, in whichever of the wire's spellings (facts: median-bridge.md). */
export interface PageCall {
  /** Without its scheme: `msdynamics/registerDevice`. */
  command: string;
  data: Record<string, unknown>;
  /** The global function that gets the answer. */
  callback?: string;
}

/** A message that is no command. It is answered where a valid callback can be found in it. */
export interface MalformedMessage {
  problem: string;
  callback?: string;
}

export type ReadMessage = PageCall | MalformedMessage;

/** Characters of a message; the longest real one, with an identity token, is below 10,000. */
const MAX_LENGTH = 64 * 1024;
/** Characters of a command; it appears in logs. */
const MAX_COMMAND = 200;
const commandForm = /^(?:median|gonative):\/\/([\w-]+(?:\/[\w.-]+)+)\/?(?:\?([^#]*))?$/;

export function readMessage(message: unknown): ReadMessage {
  if (typeof message === 'string') return readText(message.trim());
  if (!isRecord(message)) return { problem: `it is ${message === null ? 'null' : typeof message}` };
  return readObject(message);
}

function readText(text: string): ReadMessage {
  if (text.length > MAX_LENGTH)
    return { problem: `it has ${text.length} characters, ${MAX_LENGTH} are allowed` };
  if (!text.startsWith('{')) return readCommand(text, {});
  try {
    return readObject(JSON.parse(text));
  } catch {
    return { problem: 'it is not valid JSON' };
  }
}

function readObject(message: PageMessage | Record<string, unknown>): ReadMessage {
  const command = message.medianCommand ?? message.gonativeCommand;
  const data = message.data ?? {};
  if (!isRecord(data)) return { problem: 'data is not an object' };
  if (typeof command !== 'string') return { problem: 'it has no medianCommand', ...callbackIn(data) };
  return readCommand(command, data);
}

function readCommand(text: string, given: Record<string, unknown>): ReadMessage {
  const [, command, query] = commandForm.exec(text) ?? [];
  if (!command || command.length > MAX_COMMAND)
    return { problem: 'it is not median://plugin/command', ...callbackIn(given) };
  const data = query ? { ...parameters(query), ...given } : given;
  return { command, data, ...callbackIn(data) };
}

/** Old clients put parameters behind the command: `gonative://a/b?callback=c`. */
function parameters(query: string): Record<string, string> {
  return Object.fromEntries(
    query.split('&').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decode(name), decode(value.join('='))];
    }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

const spellings = ['callback', 'callbackFunction', 'statuscallback'];

function callbackIn(data: Record<string, unknown>): { callback?: string } {
  const callback = spellings.map((name) => data[name]).find(isValid);
  return callback === undefined ? {} : { callback };
}

/** Whether a callback was given that cannot be one. */
export const hasInvalidCallback = ({ data, callback }: PageCall): boolean =>
  callback === undefined && spellings.some((name) => data[name] !== undefined && data[name] !== null);

const isValid = (value: unknown): value is string => typeof value === 'string' && isCallbackName(value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
