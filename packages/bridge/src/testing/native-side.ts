/** The native half of an app in a few lines: takes what the page posts, answers by calling the page's globals. */
export interface NativeSide {
  /** Every message that crossed, in order, read as our shell reads it. */
  readonly received: { command: string; data: Record<string, unknown> }[];
  /** The names of the commands that crossed. */
  commands(): string[];
  /** Calls a global of the page with a payload, if it is a function, and swallows what it throws. */
  callGlobal(name: unknown, payload: unknown): void;
  /** Answers the nth message (default: the last) through its callback. */
  answer(payload: unknown, index?: number): void;
}

export type Platform = 'android' | 'ios' | 'both';
type Globals = Record<string, unknown>;
type Answers = Record<string, (data: Globals) => unknown>;

/** Android takes text only; iOS takes what can be cloned. */
const read = {
  android: (message: unknown) => {
    if (typeof message !== 'string') throw new TypeError('JSBridge takes text');
    return message.startsWith('{') ? JSON.parse(message) : message;
  },
  ios: (message: unknown) => structuredClone(message),
};

/** Installs the entry point of a platform (or of both at once) on a window, with answers by command. */
export function installApp(window: Globals, platform: Platform, answers: Answers = {}): NativeSide {
  const received: NativeSide['received'] = [];
  const callGlobal = (name: unknown, payload: unknown) => {
    const run = window[String(name)];
    if (typeof run !== 'function') return;
    try {
      run(structuredClone(payload));
    } catch {
      // The real shells swallow it as well (facts: median-bridge.md).
    }
  };
  const take = (message: string | { medianCommand: string; data?: Globals }) => {
    const { medianCommand, data = {} } = typeof message === 'string' ? { medianCommand: message } : message;
    const command = medianCommand.replace('median://', '');
    received.push({ command, data });
    const answer = answers[command];
    if (answer) queueMicrotask(() => callGlobal(data.callback, answer(data)));
  };
  const entryPoint = (kind: 'android' | 'ios') => ({
    postMessage: (message: unknown) => take(read[kind](message)),
  });
  if (platform !== 'ios') window.JSBridge = entryPoint('android');
  if (platform !== 'android') window.webkit = { messageHandlers: { JSBridge: entryPoint('ios') } };
  return {
    received,
    commands: () => received.map(({ command }) => command),
    callGlobal,
    answer: (payload, index = received.length - 1) => callGlobal(received[index]?.data.callback, payload),
  };
}
