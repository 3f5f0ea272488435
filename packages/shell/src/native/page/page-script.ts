import bridge from '@journeys-push/bridge/iife';
import type { AppConfig } from '@journeys-push/contract/app-config';
import { asScript } from '../../core/page/entry-point.ts';
import { injectedScript } from '../../core/page/injected-script.ts';
import { createOrigins } from '../../core/page/origins.ts';
import type { Device } from '../../core/ports.ts';

/** Hands text to the app. RNW's own object may come after our script, so it is looked up when it is needed. */
const post = 'function(text){window.ReactNativeWebView.postMessage(text)}';

/** What a page posts when somebody taps a file field that wants the camera. */
export const CAMERA_WANTED = 'journeys-push.camera';

const answering = `Symbol.for(${asScript(CAMERA_WANTED)})`;

/** Tells the page what came of it. */
export const cameraAnswer = (granted: boolean): string =>
  `(function(f){if(f)f(${granted})})(window[${answering}]);true;`;

/**
 * Once an Android app declares the camera, react-native-webview offers it to a file field only where the person has
 * granted it; it never asks, and a field that takes nothing but the camera (`capture`) then opens nothing, and keeps every later
 * one from opening. So the first tap on such a field waits for the answer, and where that is no, the field takes files.
 */
const cameraScript = `(function(post){
var key=${answering};
if(window[key]||!window.HTMLInputElement)return;
var granted,waiting;
function wants(field){return field instanceof HTMLInputElement&&field.type==="file"&&(field.hasAttribute("capture")||/image|video|[.](jpe?g|png|heic|mp4|mov)/i.test(field.accept))}
function passes(field){
if(granted||!wants(field))return true;
if(granted===false){field.removeAttribute("capture");return true}
if(!waiting)post(${asScript(CAMERA_WANTED)});
waiting=field;
return false;
}
window.addEventListener("click",function(event){
if(passes(event.composedPath()[0]))return;
event.preventDefault();
event.stopImmediatePropagation();
},true);
["click","showPicker"].forEach(function(name){
var own=HTMLInputElement.prototype[name];
if(own)HTMLInputElement.prototype[name]=function(){if(passes(this))return own.apply(this,arguments)};
});
Object.defineProperty(window,key,{value:function(answer){
granted=answer;
var field=waiting;
waiting=undefined;
if(field&&passes(field))HTMLElement.prototype.click.call(field);
}});
})(${post});`;

/**
 * What runs in every top page, before its content and again after its load. Pages of other origins that the app shows
 * get nothing of it.
 */
export function pageScript(
  platform: Device['platform'],
  { site, pushProvider, permissions }: Pick<AppConfig, 'site' | 'pushProvider' | 'permissions'>,
): string {
  const script = injectedScript({ platform, post, bridge: pushProvider === 'none' ? '' : bridge });
  const camera = platform === 'android' && permissions?.camera ? cameraScript : '';
  return `if(${asScript(createOrigins(site).list)}.indexOf(location.origin)!==-1){
${script}
${camera}
};true;`;
}
