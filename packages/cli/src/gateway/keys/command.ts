import { defineCommand } from 'citty';

export const keysCommands = {
  create: () => import('./create.ts').then((module) => module.createCommand),
  list: () => import('./list.ts').then((module) => module.listCommand),
  revoke: () => import('./revoke.ts').then((module) => module.revokeCommand),
};

/** API keys of the gateway's server and admin routes. */
export const keysCommand = defineCommand({
  meta: { name: 'keys', description: 'Make, list and revoke API keys of the gateway' },
  subCommands: keysCommands,
});
