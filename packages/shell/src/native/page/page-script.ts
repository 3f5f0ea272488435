import bridge from '@journeys-push/bridge/iife';
import type { AppConfig } from '@journeys-push/contract/app-config';
import { asScript } from '../../core/page/entry-point.ts';
import { injectedScript } from '../../core/page/injected-script.ts';
import { createOrigins } from '../../core/page/origins.ts';
import type { Device } from '../../core/ports.ts';

/** Hands text to the app. RNW's own object may come after our script, so it is looked up when it is needed. */
const post = 'function(text){window.ReactNativeWebView.postMessage(text)}';

/**
 * What runs in every top page, before its content and again after its load. Pages of other origins that the app shows
 * get nothing of it.
 */
export function pageScript(
  platform: Device['platform'],
  { site, pushProvider }: Pick<AppConfig, 'site' | 'pushProvider'>,
): string {
  const script = injectedScript({ platform, post, bridge: pushProvider === 'none' ? '' : bridge });
  return `if(${asScript(createOrigins(site).list)}.indexOf(location.origin)!==-1){
${script}
};true;`;
}
