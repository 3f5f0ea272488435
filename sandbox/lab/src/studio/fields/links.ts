import type { FieldGroup } from './field.ts';

export const links: FieldGroup = {
  id: 'links',
  title: 'Links',
  about:
    'Where a link leads: into the app, to another app, or to the phone’s browser. *.shop.example stands for every subdomain, not for shop.example itself.',
  fields: [
    {
      ...{ kind: 'list', name: 'links.appHosts', label: 'Hosts in the app', item: 'host' },
      placeholder: 'pay.example',
      hint: 'Links to these hosts open in the app, such as payment and sign-in. The hosts of the site always do.',
    },
    {
      ...{ kind: 'list', name: 'links.verifiedHosts', label: 'Universal links and app links', item: 'host' },
      placeholder: 'shop.example',
      hint: 'The system opens https links to these hosts in the app, wherever they are tapped. Each host must confirm it in /.well-known/apple-app-site-association and /.well-known/assetlinks.json.',
    },
    {
      ...{ kind: 'list', name: 'links.schemes', label: 'Schemes of other apps', item: 'scheme' },
      placeholder: 'whatsapp',
      hint: 'Links that a push or a page may open in other apps. tel, mailto and sms always open.',
    },
    {
      ...{ kind: 'list', name: 'links.trackedLinkHosts', label: 'Hosts of tracking links', item: 'host' },
      placeholder: '*.mkt.dynamics.com',
      hint: 'Dynamics counts clicks there; they pass only as redirects, without the bridge. Empty: *.marketingusercontent.com and *.mkt.dynamics.com.',
    },
  ],
};
