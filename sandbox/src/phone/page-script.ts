import type { AppConfig } from '@journeys-push/contract/app-config';
import { injectedScript } from '@journeys-push/shell/core';
import { leavingScript } from './leaving-script.ts';
import { networkScript } from './network-script.ts';
import { type Origins, phoneOrigins } from './origins.ts';
import { MAX_PAGE_MESSAGE, PAGE_SOCKET_PATH } from './page-wire.ts';

export interface PageScriptOptions {
  platform: 'ios' | 'android';
  config: AppConfig;
  origins: Origins;
  /** The built bridge. */
  bridge: string;
  /** Whether the phone has a network. */
  online: boolean;
}

/**
 * The script that a simulated phone's site puts before everything else of a page: the shell's own injected script, on
 * a WebSocket in the place of a WebView's handlers. It leaves no global but the shell's.
 */
export const pageScript = ({
  platform,
  config,
  origins,
  bridge,
  online,
}: PageScriptOptions): string => `(function () {
  // Frames inside the page belong to it; the page itself may stand in a frame of another origin, the lab's.
  function inner() {
    if (window === window.top) return false;
    if (window.parent !== window.top) return true;
    try { return window.parent.location.origin === location.origin; } catch (_) { return false; }
  }
  if (inner()) return;

  var socket, told, loaded = false, ended = false, delay = 250, queue = [];
  function send(item) {
    var text = JSON.stringify(item);
    var bytes = new TextEncoder().encode(text).length;
    if (bytes > ${MAX_PAGE_MESSAGE}) return send({ oversize: bytes });
    if (socket && socket.readyState === 1) socket.send(text);
    else queue.push(text);
  }
  function evaluate(told) {
    function answer(outcome) {
      outcome.evaluated = told.id;
      var text = JSON.stringify(outcome);
      if (new TextEncoder().encode(text).length <= ${MAX_PAGE_MESSAGE}) return socket.send(text);
      refuse(new RangeError('The value is over ${MAX_PAGE_MESSAGE} bytes as JSON.'));
    }
    function refuse(error) {
      var it = Object(error);
      var thrown = { name: String(it.name || 'Error'), message: String(it.message || error) };
      if (typeof it.code === 'string') thrown.code = it.code;
      answer({ thrown: thrown });
    }
    new Promise(function (resolve) { resolve((0, eval)(told.evaluate)); })
      .then(function (value) { answer({ value: value }); })
      .catch(refuse);
  }
  function connect() {
    socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '${PAGE_SOCKET_PATH}');
    socket.onopen = function () {
      var waiting = queue;
      queue = [];
      delay = 250;
      send({ url: location.href });
      waiting.forEach(function (text) { socket.send(text); });
      if (loaded) send({ loaded: location.href });
    };
    socket.onmessage = function (event) {
      var said = JSON.parse(event.data);
      if (said.closed) {
        ended = true;
        socket.close();
        // The lab around us can say so, and offer to come back.
        if (window.parent !== window) window.parent.postMessage('journeys-push:taken', '*');
      }
      if (said.navigate) told = new URL(said.navigate, location.href).href;
      if (said.navigate === location.href) location.reload();
      else if (said.navigate) location.assign(said.navigate);
      if ('online' in said) network(said.online);
      if (said.run) (0, eval)(said.run);
      if (said.id) evaluate(said);
    };
    socket.onclose = function (event) {
      // 1008: refused for good.
      if (ended || event.code === 1008) return;
      setTimeout(connect, delay);
      delay = Math.min(delay * 2, 5000);
    };
  }
  function moved() { if (socket.readyState === 1) send({ url: location.href }); }
  ['pushState', 'replaceState'].forEach(function (name) {
    var native = history[name];
    history[name] = function () { var answer = native.apply(history, arguments); moved(); return answer; };
  });
  addEventListener('popstate', moved);
  addEventListener('hashchange', moved);
  function ready() {
    if (loaded) return;
    loaded = true;
    if (socket.readyState === 1) send({ loaded: location.href });
  }
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', ready);
    addEventListener('load', ready);
  } else setTimeout(ready);
  connect();
${networkScript(online)}
${leavingScript(phoneOrigins(origins))}
${injectedScript({
  platform,
  post: 'function (text) { send({ message: text }); }',
  bridge: config.pushProvider === 'none' ? '' : bridge,
})}
})();`;
