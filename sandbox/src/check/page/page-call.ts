import type { ApiName } from '../phone.ts';

/** Longer than any call may take: a wait of 10 s for Dynamics, and the shell's own deadline after it. */
export const CALL_SECONDS = 30;

/** Global that the npm package makes, or the one that the app injects. */
export type Api = 'median' | 'Median';

export interface PageCall {
  api: Api;
  name: ApiName;
  options: { userId: string } | undefined;
  form: 'promise' | 'callback';
  /** After which the call counts as not answered. */
  seconds: number;
}

/**
 * A function of the page: makes one call, and always becomes an Outcome. Text, because loaders of TypeScript put
 * helpers into functions that the page does not have.
 */
export const perform = `async ({ api, name, options, form, seconds }) => {
  const target = globalThis[api] && globalThis[api].msdynamics;
  if (!target) return { kind: 'threw', code: '', message: api + '.msdynamics is undefined' };
  const late = new Promise((resolve) =>
    setTimeout(resolve, seconds * 1000, { kind: 'silent', seconds }));
  const made = async () => ({
    kind: 'answered',
    answer: form === 'callback'
      ? await new Promise((resolve) => target[name]({ ...options, callback: resolve }))
      : await (options ? target[name](options) : target[name]()),
  });
  try {
    return await Promise.race([made(), late]);
  } catch (error) {
    const { code, message } = Object(error);
    return { kind: 'threw', code: String(code ?? ''), message: String(message ?? JSON.stringify(error)) };
  }
}`;

/** The expression that makes the call in the page. */
export const callExpression = (call: PageCall): string => `(${perform})(${JSON.stringify(call)})`;

/** How the call reads in a console. */
export const callText = ({ api, name, options, form }: PageCall): string => {
  const given = options ? [`userId: '${options.userId}'`] : [];
  if (form === 'callback') given.push('callback');
  return `${api}.msdynamics.${name}(${given.length > 0 ? `{ ${given.join(', ')} }` : ''})`;
};
