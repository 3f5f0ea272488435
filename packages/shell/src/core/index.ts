export type * from './ports.ts';
export type * from './shell.ts';
