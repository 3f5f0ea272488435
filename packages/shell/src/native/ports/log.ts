import type { LogLine } from '../../core/ports.ts';

/** To the console, which is where a phone keeps an app's log: Xcode's, `adb logcat`. It holds no secrets. */
export const log = ({ code, message, traceId }: LogLine): void => {
  // biome-ignore lint/suspicious/noConsole: see above.
  console.info(`journeys-push ${code}: ${message}${traceId ? ` (trace ${traceId})` : ''}`);
};
