/**
 * Functions that every page has and that do something when called. The pattern alone keeps a name from becoming
 * script, and a page may call these itself; but a message can come from somewhere with less power than the page (an
 * inner frame that Android's fallback cannot tell from it, markup that may post but not run script), and naming
 * `close`, `print` or `open` would lend it that power. No page answers itself with one of them.
 */
const platformFunctions = new Set(
  `eval Function alert confirm prompt print open close stop focus blur find fetch postMessage reportError
   setTimeout setInterval setImmediate clearTimeout clearInterval requestAnimationFrame requestIdleCallback
   cancelAnimationFrame cancelIdleCallback queueMicrotask structuredClone getSelection matchMedia
   getComputedStyle createImageBitmap scroll scrollTo scrollBy moveTo moveBy resizeTo resizeBy captureEvents
   releaseEvents addEventListener removeEventListener dispatchEvent atob btoa importScripts`.split(/\s+/),
);

const MAX_LENGTH = 256;

/** Whether this is the name of a global function of a page's own. */
export const isCallbackName = (name: string): boolean =>
  name.length <= MAX_LENGTH && /^[A-Za-z_$][\w$]*$/.test(name) && !platformFunctions.has(name);
