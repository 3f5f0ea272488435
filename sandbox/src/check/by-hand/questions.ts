import type { Question } from './wire.ts';

/** Everything that the person is asked or told on the phone. */
const done = { name: 'done', label: 'Done' };
const cannot = { name: 'cannot', label: 'That is not possible here' };

export const questions = {
  facts: (facts: string): Question => ({
    act: 'facts',
    say: [`The app says of this phone: ${facts}.`, 'Is all of that true?'],
    choices: [
      { name: 'yes', label: 'Yes' },
      { name: 'no', label: 'No' },
    ],
  }),
  installed: {
    act: 'installed',
    say: [
      'Is this the first start of the app since it was installed?',
      'If not, remove the app, install it again and start it: some items can only be seen then.',
    ],
    anyPhone: true,
    choices: [
      { name: 'yes', label: 'Yes, the first start' },
      { name: 'no', label: 'No, go on without them' },
    ],
  },
  prompt: {
    act: 'prompt',
    say: [
      'When you go on, the phone should ask you whether the app may send notifications. Look at what it shows, and press Allow.',
    ],
    choices: [{ name: 'go', label: 'Go on' }],
  },
  prompted: {
    act: 'prompted',
    say: ['What did the phone do?'],
    choices: [
      { name: 'allowed', label: 'It asked, and I pressed Allow' },
      { name: 'refused', label: 'It asked, and I did not allow it' },
      { name: 'nothing', label: 'It asked nothing' },
    ],
  },
  silent: {
    act: 'silent',
    say: ['The app has just asked for permission. This version of Android grants it without a question.'],
    choices: [
      { name: 'nothing', label: 'I was asked nothing' },
      { name: 'asked', label: 'I was asked' },
    ],
  },
  switched: (on: boolean): Question => ({
    act: on ? 'switch-on' : 'switch-off',
    say: [
      `Open the settings of the phone, go to the notifications of this app, and switch them ${on ? 'on' : 'off'}.`,
      'Then come back to the app.',
    ],
    settings: true,
    choices: [done, cannot],
  }),
  behind: {
    act: 'behind',
    say: ['Go to the home screen, so that the app is no longer in front. Then open the app again.'],
    choices: [done, cannot],
  },
  closed: {
    act: 'closed',
    say: ['Close the app: swipe it away in the list of running apps. Then open it again.'],
    choices: [done, cannot],
  },
  push: ({ link, closed }: { link: string; closed: boolean }): Question => ({
    act: closed ? 'push-closed' : 'push-behind',
    say: [
      'In Dynamics, prepare a push message to your contact, with a title, a text and the link below.',
      closed
        ? 'Close the app: swipe it away in the list of running apps. Do not open it again.'
        : 'Go to the home screen, and leave the app as it is.',
      'Then send the message. When the notification is there, with its title and its text, tap it.',
    ],
    copy: link,
    choices: [
      { name: 'nothing', label: 'It did not come within two minutes' },
      { name: 'incomplete', label: 'It came without its title or its text' },
      { name: 'elsewhere', label: 'It came, and the tap did not open this page' },
    ],
  }),
} as const satisfies Record<string, Question | ((...args: never[]) => Question)>;
