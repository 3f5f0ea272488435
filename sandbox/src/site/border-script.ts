import type { Place } from './border.ts';

/**
 * Runs in the page, before its own scripts. What names the site by its full address means, in the phone, the phone's
 * origin: what a page asks for, the sockets it opens, and links. Relative addresses need nothing of it.
 */
export const borderScript = (places: Place[]): string => `(function (places) {
  function toPhone(url, scheme) {
    var parsed;
    try { parsed = new URL(url, document.baseURI); } catch (_) { return url; }
    var origin = parsed.protocol.replace(/^ws/, 'http') + '//' + parsed.host;
    for (var place of places)
      if (origin === place.site)
        return place.phone.replace(/^http:/, scheme || 'http:') + parsed.href.slice((parsed.protocol + '//' + parsed.host).length);
    return url;
  }
  /**
   * Another host is asked past the phone's network: without one, what asks it gets a network error, from a port that
   * browsers refuse at once (Fetch, "bad port"). A service worker is asked first, as it may have kept the answer.
   * Where navigator has an onLine of its own, that is the phone's; any other is this machine's and says nothing here.
   */
  function reach(url, scheme) {
    var there = toPhone(url, scheme), parsed;
    if (navigator.onLine || !Object.hasOwn(navigator, 'onLine')) return there;
    if (navigator.serviceWorker && navigator.serviceWorker.controller) return there;
    try { parsed = new URL(there, document.baseURI); } catch (_) { return there; }
    if (!/^(http|ws)s?:$/.test(parsed.protocol)) return there;
    for (var place of places)
      if (parsed.host === new URL(place.phone).host) return there;
    return parsed.protocol + '//localhost:1/';
  }
  function around(name, scheme, goal) {
    var native = window[name];
    if (!native) return;
    window[name] = new Proxy(native, {
      construct: function (target, args, self) {
        args[0] = goal(String(args[0]), scheme);
        return Reflect.construct(target, args, self === window[name] ? target : self);
      }
    });
  }
  around('WebSocket', 'ws:', reach);
  // It comes back by itself, and to the address that it began with.
  around('EventSource', undefined, toPhone);
  var fetch = window.fetch;
  window.fetch = function (input, init) {
    if (input instanceof Request) {
      var url = reach(input.url);
      return fetch.call(this, url === input.url ? input : new Request(url, input), init);
    }
    return fetch.call(this, reach(String(input)), init);
  };
  var open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, url) {
    arguments[1] = reach(String(url));
    return open.apply(this, arguments);
  };
  var beacon = navigator.sendBeacon;
  navigator.sendBeacon = function (url, data) { return beacon.call(navigator, reach(String(url)), data); };
  // A form that is posted cannot be sent on: its address is exchanged before.
  addEventListener('submit', function (event) {
    var form = event.target, button = event.submitter;
    if (button && button.hasAttribute('formaction')) button.formAction = toPhone(button.formAction);
    else if (form.hasAttribute('action')) form.setAttribute('action', toPhone(form.getAttribute('action')));
  }, true);
  if (window.navigation) navigation.addEventListener('navigate', function (event) {
    var url = event.destination.url, there = toPhone(url);
    if (there === url || !event.cancelable || event.formData) return;
    event.preventDefault();
    location.assign(there);
  });
})(${JSON.stringify(places).replaceAll('<', '\\u003c')});
`;
