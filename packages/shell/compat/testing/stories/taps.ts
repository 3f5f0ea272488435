import type { Story } from '../story.ts';
import { allow, heard, isAt, launch, opened, registered, registers } from './words.ts';

export const taps: Story[] = [
  {
    title: 'in front, a notification is shown, and a tap leads to its page',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      { push: 'Hello', link: '/offer', screen: ['Hello'] },
      {
        page: 'heard.filter(([name]) => name === "notificationReceived").map(([, { title }]) => title)',
        becomes: ['Hello'],
      },
      { tap: 'Hello', screen: [] },
      isAt('/offer'),
      heard(opened('Hello', false, '/offer')),
      { gateway: ['PUT /', 'PUT /user', 'POST /interactions'] },
    ],
  },
  {
    title: 'from the background, a tap leads to its page, and the open is told once',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      { act: 'background' },
      { push: 'Hello', link: '/offer', screen: ['Hello'] },
      { tap: 'Hello', screen: [] },
      isAt('/offer'),
      heard(opened('Hello', false, '/offer')),
      { gateway: ['PUT /', 'PUT /user', 'POST /interactions'] },
    ],
  },
  {
    title: 'a tap that starts the app leads to its page, and the open is told once',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      { gateway: ['PUT /', 'PUT /user'] },
      { act: 'kill' },
      { push: 'Hello', link: '/offer', screen: ['Hello'] },
      { tap: 'Hello', screen: [] },
      isAt('/offer'),
      heard(opened('Hello', true, '/offer')),
    ],
  },
  {
    title: 'a link to another host opens outside, and the page stays',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      { act: 'background' },
      { push: 'Hello', link: 'https://other.example/offer', screen: ['Hello'] },
      { outside: null },
      { tap: 'Hello', screen: [] },
      { outside: 'https://other.example/offer' },
      { act: 'launch' },
      isAt('/start'),
    ],
  },
  {
    title: 'a link that the app may not follow goes nowhere',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      { push: 'Hello', link: 'javascript:alert(1)', screen: ['Hello'] },
      { tap: 'Hello', screen: [] },
      { page: 'heard.at(-1)[0]', becomes: 'notificationOpened' },
      { outside: null },
      isAt('/start'),
    ],
  },
  {
    title: 'a push without a link opens the app where it is',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      { act: 'background' },
      { push: 'Hello', screen: ['Hello'] },
      { tap: 'Hello', screen: [] },
      heard(['registrationChanged', registered('a')], opened('Hello', false)),
      isAt('/start'),
    ],
  },
];
