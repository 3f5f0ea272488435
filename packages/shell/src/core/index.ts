export { arrivalWithoutCore } from './arrival-without-core.ts';
export { createShell } from './create-shell.ts';
export { type InjectedScriptOptions, injectedScript } from './page/injected-script.ts';
export type * from './ports.ts';
export type * from './shell.ts';
