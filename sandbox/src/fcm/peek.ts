import { isObject } from './shape.ts';

/** What a body names, whatever else may be wrong with it: for planted faults and for the timeline. */
export interface Named {
  /** The registration token or installation id. */
  target?: string;
  /** The analytics label, which may carry a trace id. */
  label?: string;
}

/** One send, on its trace. */
export interface Call extends Named {
  traceId: string;
  /** The sender said before which trace it belongs to. */
  linked?: boolean;
}

export function peek(body: unknown): Named {
  const message = objectIn(body, 'message');
  const options = objectIn(message, 'fcm_options') ?? objectIn(message, 'fcmOptions');
  const target = textIn(message, 'token') ?? textIn(message, 'fid');
  const label = textIn(options, 'analytics_label') ?? textIn(options, 'analyticsLabel');
  return { ...(target === undefined ? {} : { target }), ...(label === undefined ? {} : { label }) };
}

function objectIn(value: unknown, name: string): Record<string, unknown> | undefined {
  const inner = isObject(value) ? value[name] : undefined;
  return isObject(inner) ? inner : undefined;
}

function textIn(value: Record<string, unknown> | undefined, name: string): string | undefined {
  const text = value?.[name];
  return typeof text === 'string' ? text : undefined;
}
