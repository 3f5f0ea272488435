import { defineCommand } from 'citty';

export const usersCommands = {
  erase: () => import('../erase.ts').then((module) => module.eraseCommand),
  preview: () => import('./preview.ts').then((module) => module.previewCommand),
};

/** App users: the rules that turn them into Dynamics records, and their erasure. */
export const usersCommand = defineCommand({
  meta: {
    name: 'users',
    description: 'Try the rules that turn app users into Dynamics records; erase a person',
  },
  subCommands: usersCommands,
});
