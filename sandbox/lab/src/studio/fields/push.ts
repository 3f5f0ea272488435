import type { FieldGroup } from './field.ts';

export const push: FieldGroup = {
  id: 'push',
  title: 'Push',
  about: 'Whether the app receives push, from whom, and what it does with what arrives.',
  fields: [
    {
      ...{ kind: 'choice', name: 'pushProvider', label: 'Push provider' },
      hint: 'Microsoft Dynamics 365 means Customer Insights – Journeys. With None, no permission, entitlement or extension is built in, and median.msdynamics is absent.',
      options: [
        { value: 'none', label: 'None' },
        { value: 'microsoft-dynamics', label: 'Microsoft Dynamics 365' },
      ],
    },
    {
      ...{ kind: 'switch', name: 'automaticRegistration', label: 'Automatic registration' },
      hint: 'Off: only your page asks for the permission. On: the app asks at its first launch, fetches the token and announces the installation. It binds nobody: registerDevice does that, once somebody has signed in.',
    },
    {
      ...{ kind: 'firebase', name: 'googleServicesFile', label: 'google-services.json' },
      hint: 'Firebase’s file for the Android app. Without it, Android gets no push token. You find it in the Firebase console: Project settings, General, Your apps.',
    },
    {
      ...{ kind: 'choice', name: 'foreground', label: 'While the app is in front' },
      hint: 'What happens to a notification that arrives then. Where the page decides, it has one second to answer.',
      options: [
        { value: 'show', label: 'Show it' },
        { value: 'hide', label: 'Do not show it' },
        { value: 'page', label: 'Let the page decide' },
      ],
    },
    {
      ...{ kind: 'choice', name: 'consent.opens', label: 'Report opens to Dynamics' },
      hint: 'Whether a tap on a notification is reported for everybody, as Microsoft’s samples do, or only for people who have consented to tracking.',
      options: [
        { value: 'always', label: 'Always' },
        { value: 'with-consent', label: 'Only with tracking consent' },
      ],
    },
    {
      ...{ kind: 'picture', name: 'appearance.notificationIcon', label: 'Android notification icon' },
      ...{ wants: 'PNG, white on transparent, at least 96 × 96' },
      hint: 'The mark in the status bar. Without it, many phones show a grey square.',
    },
    {
      ...{ kind: 'colour', name: 'appearance.notificationColor', label: 'Android notification colour' },
      ...{ placeholder: '#0b6a5d', hint: 'What Android tints that mark with.' },
    },
  ],
};

export const gateway: FieldGroup = {
  id: 'gateway',
  title: 'Gateway',
  about: 'Your server between the app and Dynamics. No key or secret of it is in the app.',
  fields: [
    {
      ...{
        kind: 'text',
        name: 'gateway.url',
        label: 'Gateway URL',
        placeholder: 'https://push.shop.example',
      },
      hint: 'Leave it empty where your own backend takes the tokens from registrationInfo.',
    },
    {
      ...{ kind: 'number', name: 'gateway.waitMs', label: 'Wait for Dynamics (ms)', placeholder: '10000' },
      hint: 'How long registerDevice waits for the verdict of Dynamics: 0 to 14,000 ms. A page gives up after 30 seconds.',
    },
  ],
};
