/**
 * Part of the page script: `navigator.onLine` and its events tell of the phone's network, as they do in a WebView, and
 * not of this machine's. `online` is how the page begins: one that a service worker has kept is told at once what has
 * changed since. `network` hears what the phone says.
 */
export const networkScript = (online: boolean): string => `
  var isOnline = ${online};
  Object.defineProperty(navigator, 'onLine', {
    configurable: true,
    enumerable: true,
    get: function () { return isOnline; }
  });
  ['online', 'offline'].forEach(function (name) {
    addEventListener(name, function (event) { if (event.isTrusted) event.stopImmediatePropagation(); });
  });
  function network(said) {
    if (said === isOnline) return;
    isOnline = said;
    dispatchEvent(new Event(said ? 'online' : 'offline'));
  }
`;
