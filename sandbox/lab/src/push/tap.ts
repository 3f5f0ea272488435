/** What a tap does with a link. */
export interface Tap {
  to: 'app' | 'page' | 'outside' | 'refused';
  /** A sentence for whoever writes the push. */
  text: string;
  /** Whether Dynamics can put its tracked link in front of it. */
  tracked: boolean;
}

/** Links to people: every app may open them. */
const PEOPLE: Record<string, string> = {
  'tel:': 'the phone’s dialler',
  'sms:': 'the phone’s messages',
  'mailto:': 'the phone’s mail app',
};
const NEVER = ['javascript:', 'data:', 'file:', 'blob:', 'content:', 'about:', 'vbscript:'];

/** The rules of the app in the phones: its site opens in it, other hosts in the browser, no custom scheme. */
export function tapOf(link: string, site: string): Tap | undefined {
  if (!link) return { to: 'app', text: 'Opens the app where it was left.', tracked: false };
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return ofScheme(url.protocol);
  if (url.username || url.password)
    return refused('An address with a user name is never opened: the app opens, the link does not.');
  const own = URL.canParse(site) && new URL(site).hostname === url.hostname;
  return own
    ? { to: 'page', text: `Opens ${url.pathname}${url.search} in the app.`, tracked: true }
    : { to: 'outside', text: `Opens ${url.host} in the browser, outside the app.`, tracked: true };
}

function ofScheme(scheme: string): Tap {
  const person = PEOPLE[scheme];
  if (person) return { to: 'outside', text: `Opens ${person}.`, tracked: false };
  if (NEVER.includes(scheme)) return refused('Never opened: the app opens, the link does not.');
  return refused(
    `This app does not allow links with ${scheme} (its configuration: links.schemes). The app opens, the link does not.`,
  );
}

const refused = (text: string): Tap => ({ to: 'refused', text, tracked: false });
