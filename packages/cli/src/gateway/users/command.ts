import { defineCommand } from 'citty';

export const usersCommands = {
  preview: () => import('./preview.ts').then((module) => module.previewCommand),
};

/** The gateway's rules that turn app users into Dynamics records. */
export const usersCommand = defineCommand({
  meta: { name: 'users', description: 'Try the rules that turn app users into Dynamics records' },
  subCommands: usersCommands,
});
