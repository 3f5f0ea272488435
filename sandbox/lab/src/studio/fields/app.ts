import type { FieldGroup } from './field.ts';

export const identity: FieldGroup = {
  id: 'identity',
  title: 'App',
  about: 'What the app is called, and the ids by which Apple, Google and Dynamics know it.',
  fields: [
    {
      ...{ kind: 'text', name: 'identity.name', label: 'App name', required: true, placeholder: 'Shop' },
      hint: 'The name under the icon: 1 to 50 characters.',
    },
    {
      ...{ kind: 'text', name: 'identity.bundleId', label: 'iOS bundle id', required: true },
      ...{
        placeholder: 'com.example.shop',
        hint: 'The identifier that developer.apple.com has for the app.',
      },
    },
    {
      ...{ kind: 'text', name: 'identity.packageName', label: 'Android package name', required: true },
      ...{ placeholder: 'com.example.shop', hint: 'As in Google Play and in the Firebase project.' },
    },
    {
      ...{ kind: 'text', name: 'identity.version', label: 'Version', placeholder: '1.0.0' },
      hint: 'What people see: one to three numbers.',
    },
    {
      ...{ kind: 'number', name: 'identity.build', label: 'Build number', placeholder: '1' },
      hint: 'Higher with each upload to a store.',
    },
    {
      ...{ kind: 'text', name: 'identity.scheme', label: 'Own URL scheme', placeholder: 'shop' },
      hint: 'With shop, links such as shop://orders/42 open the app. Another app can claim the same scheme: verified hosts are safer.',
    },
    {
      ...{ kind: 'text', name: 'identity.appleTeamId', label: 'Apple team id', placeholder: 'ABCDE12345' },
      hint: 'The team that signs the iOS app. Empty: it is chosen in Xcode.',
    },
  ],
};

export const site: FieldGroup = {
  id: 'site',
  title: 'Site',
  about: 'The web app inside the app, and whose pages may use the bridge.',
  fields: [
    {
      ...{ kind: 'text', name: 'site.url', label: 'Site URL', required: true },
      ...{ placeholder: 'https://shop.example/', hint: 'What the app loads first. It has to be HTTPS.' },
    },
    {
      ...{ kind: 'list', name: 'site.origins', label: 'Allowed origins', item: 'origin' },
      placeholder: 'https://shop.example',
      hint: 'Only pages of these origins may use median.msdynamics. Empty: the origin of the site URL.',
    },
  ],
};

export const permissions: FieldGroup = {
  id: 'permissions',
  title: 'Permissions',
  about: 'What pages may ask people for. iOS shows your sentence when it asks. Empty: pages cannot use it.',
  fields: [
    {
      ...{ kind: 'text', name: 'permissions.camera', label: 'Camera' },
      placeholder: 'To scan the code on your parcel.',
      hint: 'Only for pages that use the camera by themselves; file fields offer it anyway.',
    },
    {
      ...{ kind: 'text', name: 'permissions.microphone', label: 'Microphone' },
      ...{ placeholder: 'To talk to our support.', hint: 'For pages that record sound.' },
    },
  ],
};
