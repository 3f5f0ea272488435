import type { Phone } from '../../../../src/control/wire.ts';
import { WebView } from './web-view.tsx';

interface AppPageProps {
  phone: Phone;
  appName: string;
  /** Something lies over it, so that neither pointer nor keyboard reach it. */
  covered: boolean;
}

/** What the app shows: the site, or where a test has it that is the page itself. */
export function AppPage(props: AppPageProps) {
  const { phone, covered } = props;
  if (!phone.page.byTest) return <WebView key={phone.page.generation} {...props} />;
  return (
    <section className="web-view test-page" inert={covered} aria-label={`Page of ${phone.name}`}>
      <p className="test-page-path">{pathOf(phone.page.url)}</p>
      <p>A test is the page: it calls the bridge and listens, but draws nothing.</p>
    </section>
  );
}

function pathOf(url: string): string {
  const { pathname, search, hash } = new URL(url);
  return pathname + search + hash;
}
