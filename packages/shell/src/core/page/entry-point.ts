import type { Device } from '../ports.ts';

/** Where a page's library looks for the app; a page must see exactly one of them (facts: median-bridge.md). */
export const entryPoint: Record<Device['platform'], string> = {
  android: 'window.JSBridge',
  ios: 'window.webkit&&window.webkit.messageHandlers&&window.webkit.messageHandlers.JSBridge',
};

/** Commands as objects on iOS, as JSON text on Android. An expression of the page. */
export const messageText = (platform: Device['platform'], message: object): string => {
  const json = asScript(message);
  return platform === 'ios' ? json : asScript(JSON.stringify(message));
};

/**
 * A value as script text that stays data wherever the text ends up: in a script element (`</script>`, `<!--`), and in
 * engines that take U+2028 and U+2029 for line ends.
 */
export const asScript = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
