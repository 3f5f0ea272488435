import type { Device } from '../ports.ts';

export interface InjectedScriptOptions {
  platform: Device['platform'];
  /** A JS expression of the page: a function that takes text and hands it to the app. */
  post: string;
  /** The built bridge (`@journeys-push/bridge/iife`); empty for a build without push. */
  bridge: string;
}

/**
 * What runs in the top page of the WebView: the one entry point of this system, then the bridge. It may run twice,
 * before the page's content and after its load, because on Android the first is a race (facts: shell.md §5).
 */
export function injectedScript({ platform, post, bridge }: InjectedScriptOptions): string {
  // The expression stands outside the function, where it sees the page's names and none of ours.
  return `(function(post){
var entry={postMessage:function(message){post(typeof message==="string"?message:JSON.stringify(message))}};
["opened","ready"].forEach(function(name){Object.defineProperty(entry,name,{writable:true,value:undefined})});
${platform === 'ios' ? ios : android}
})(
${post}
);
${bridge}
;true;`;
}

const android = 'if(!window.JSBridge||!window.JSBridge.postMessage)window.JSBridge=entry;';

/**
 * WebKit's own `window.webkit` cannot be replaced. What is set on its messageHandlers is lost when the wrapper object
 * is collected, unless something holds it; so the page does, under a key that no page meets. Chromium, which imitates
 * an iPhone in the sandbox, has no `webkit` to begin with (facts: shell.md §5, "iOS shim pitfalls").
 */
const ios = `if(!window.webkit)window.webkit={messageHandlers:{}};
var handlers=window.webkit.messageHandlers;
if(!handlers.JSBridge||!handlers.JSBridge.postMessage){
handlers.JSBridge=entry;
Object.defineProperty(window,Symbol.for("journeys-push.handlers"),{value:handlers,configurable:true});
}`;
