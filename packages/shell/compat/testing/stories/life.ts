import type { Step, Story } from '../story.ts';
import { info, launch, none, read } from './words.ts';

const disabled: Step[] = [
  'promptNotificationPermission',
  'areNotificationsEnabled',
  'registerDevice',
  'registrationInfo',
].map((name) => ({
  page: `Median.msdynamics.${name}({ userId: 'a' }).catch(({ error }) => error)`,
  becomes: 'plugin-disabled',
}));

export const life: Story[] = [
  {
    title: 'the second launch is not the first, and a new installation is another one',
    steps: (system) => [
      launch,
      { call: read, answer: info(system, none) },
      { act: 'kill' },
      launch,
      { call: read, answer: info(system, none, { isFirstLaunch: false }) },
      { act: 'reinstall' },
      launch,
      { call: read, answer: info(system, none) },
    ],
  },
  {
    title: 'a build without push has no bridge, and says so to a page with one of its own',
    config: { pushProvider: 'none' },
    steps: (_, library) => [
      launch,
      { page: 'typeof window.median', becomes: 'undefined' },
      ...(library === 'Median' ? disabled : []),
      { gateway: [] },
    ],
  },
];
