/**
 * Part of the page script: a page that is to go where the phone does not show it asks the app, as a WebView asks the
 * shell before each navigation. There is one window: what wants another one is shown in this one, or outside.
 * `send`, and `told` (where the app itself has sent the page last), are the page script's.
 */
export const leavingScript = (origins: readonly string[]): string => `
  var own = ${JSON.stringify(origins)};
  function parsed(url) { try { return new URL(url, document.baseURI); } catch (_) {} }
  function isOwn(url) { return own.indexOf(url.origin) >= 0; }
  function follow(url) {
    if (isOwn(url)) location.assign(url.href);
    else send({ leave: url.href });
  }
  /** Whether this window is meant: any but the name of a frame in the page. */
  function isHere(target) { return !target || !window.frames[target]; }
  var open = window.open;
  window.open = function (url, target) {
    if (!isHere(target)) return open.apply(window, arguments);
    var to = url && parsed(url);
    if (to && to.protocol !== 'javascript:') follow(to);
    return null;
  };
  addEventListener('click', function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var link = event.composedPath().find(function (node) { return /^(A|AREA)$/.test(node.tagName) && node.href; });
    if (!link || link.hasAttribute('download') || !isHere(link.target)) return;
    var url = parsed(link.href);
    if (!url || url.protocol === 'javascript:') return;
    var isWeb = /^https?:$/.test(url.protocol);
    var aside = link.target && link.target !== '_self';
    if (isWeb && !aside && (isOwn(url) || window.navigation)) return;
    event.preventDefault();
    follow(url);
  });
  addEventListener('submit', function (event) {
    [event.target, event.submitter].forEach(function (it) {
      var name = it && (it === event.target ? 'target' : 'formTarget');
      if (name && it[name] && it[name] !== '_self' && isHere(it[name])) it[name] = '_self';
    });
  }, true);
  if (window.navigation) navigation.addEventListener('navigate', function (event) {
    if (event.defaultPrevented || event.hashChange || event.downloadRequest !== null) return;
    var url = parsed(event.destination.url);
    if (!url || event.destination.sameDocument || /^(about|blob|data|javascript):$/.test(url.protocol)) return;
    if (isOwn(url)) return send({ going: url.href });
    if (!event.cancelable || url.href === told) return;
    event.preventDefault();
    send({ leave: url.href });
  });
`;
