/** What the page holds for the check, under a name of its own. */
const KEPT = "Symbol.for('journeys-push.check')";

/** Keeps what is thrown in the page and caught by nobody, from its first use in a document on. */
const keeper = `globalThis[${KEPT}] ??= (() => {
  const errors = [];
  addEventListener('error', ({ message }) => errors.push(String(message)));
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason?.message ?? reason)));
  return errors;
})()`;

/** An expression's value, and what the page has thrown since the last one. */
export interface Watched<T> {
  value: T;
  errors: string[];
}

/** Runs the expression and answers with a {@link Watched} of its value. */
export const watched = (expression: string): string =>
  `(async () => { const errors = ${keeper}; return { value: await (${expression}), errors: errors.splice(0) }; })()`;
