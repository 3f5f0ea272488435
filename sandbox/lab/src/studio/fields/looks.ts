import type { FieldGroup } from './field.ts';

const ICON = 'PNG, square, at least 1024 × 1024';

export const looks: FieldGroup = {
  id: 'looks',
  title: 'Icons and start screen',
  about: 'How the app looks outside its pages. Without an icon it has a placeholder, which no store accepts.',
  fields: [
    {
      ...{
        kind: 'picture',
        name: 'appearance.icon',
        label: 'App icon',
        wants: `${ICON}, without transparency`,
      },
      hint: 'For the home screen and the stores.',
    },
    {
      ...{ kind: 'picture', name: 'appearance.androidIcon.foreground', label: 'Android icon, foreground' },
      ...{ wants: ICON },
      hint: 'Android cuts it to the shape of the launcher: what matters stays within the middle 66%. Without it, the app icon is taken.',
    },
    {
      ...{ kind: 'colour', name: 'appearance.androidIcon.background', label: 'Android icon, background' },
      ...{ placeholder: '#ffffff', hint: 'Behind the foreground.' },
    },
    {
      ...{ kind: 'picture', name: 'appearance.androidIcon.monochrome', label: 'Android icon, one colour' },
      ...{ wants: `${ICON}, white on transparent` },
      hint: 'For icons in the colours of the wallpaper, from Android 13 on.',
    },
    {
      ...{ kind: 'picture', name: 'appearance.splash.image', label: 'Start screen, logo' },
      ...{ wants: 'PNG, on transparent ground', hint: 'In the middle, until the first page is there.' },
    },
    {
      ...{ kind: 'colour', name: 'appearance.splash.background', label: 'Start screen, background' },
      ...{ placeholder: '#ffffff', hint: 'Behind the logo.' },
    },
    {
      ...{ kind: 'picture', name: 'appearance.splash.dark.image', label: 'Dark start screen, logo' },
      ...{ wants: 'PNG, on transparent ground', hint: 'In dark mode. Without it, the logo above is taken.' },
    },
    {
      ...{
        kind: 'colour',
        name: 'appearance.splash.dark.background',
        label: 'Dark start screen, background',
      },
      ...{ placeholder: '#101418', hint: 'In dark mode.' },
    },
  ],
};
