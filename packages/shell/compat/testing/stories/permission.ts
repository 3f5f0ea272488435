import type { Story } from '../story.ts';
import { allow, denied, granted, info, launch, look, none, read, undetermined } from './words.ts';

export const permission: Story[] = [
  {
    title: 'a fresh installation has not asked, and a look does not ask',
    steps: (system) => [
      launch,
      { call: look, answer: system === 'android-12' ? granted : undetermined },
      {
        call: 'permissions.status()',
        answer: { Notifications: system === 'android-12' ? 'granted' : 'undetermined' },
      },
      { call: read, answer: info(system, none) },
    ],
  },
  {
    title: 'whoever is allowed is not asked again',
    steps: (system) => [
      launch,
      allow(system),
      { ask: 'permission', answer: granted },
      { call: look, answer: granted },
    ],
  },
  {
    title: 'an iPhone asks once for ever',
    on: ['iphone'],
    steps: () => [
      launch,
      { ask: 'permission', person: 'deny', answer: denied(false) },
      { ask: 'permission', answer: denied(false) },
      { act: 'switch on' },
      { call: look, answer: granted },
    ],
  },
  {
    title: 'Android 13 and later ask twice, and a dialog swiped away does not count',
    on: ['android-14'],
    steps: () => [
      launch,
      { ask: 'permission', person: 'dismiss', answer: denied(true) },
      { ask: 'permission', person: 'deny', answer: denied(true) },
      { ask: 'permission', person: 'deny', answer: denied(false) },
      { ask: 'permission', answer: denied(false) },
      { act: 'switch on' },
      { call: look, answer: granted },
    ],
  },
  {
    title: 'Android 12 grants without a dialog, until it is switched off',
    on: ['android-12'],
    steps: () => [
      launch,
      { ask: 'permission', answer: granted },
      { act: 'switch off' },
      { ask: 'permission', answer: denied(false) },
      { act: 'switch on' },
      { call: look, answer: granted },
    ],
  },
];
