import { defineCommand } from 'citty';

export const sandboxCommands = {
  env: () => import('./env.ts').then((module) => module.envCommand),
};

/** Commands about a sandbox that runs in another terminal. */
export const sandboxCommand = defineCommand({
  meta: { name: 'sandbox', description: 'Work with the sandbox that runs in another terminal (npm start)' },
  subCommands: sandboxCommands,
});
