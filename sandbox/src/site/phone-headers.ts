import { engineOf, type WebViewIdentity } from '../phone/web-view-identity.ts';

/** What a desktop's browser says of itself in a request, said by a phone's WebView. Names are in small letters. */
export function headersOfPhone(
  asked: Readonly<Record<string, string>>,
  { userAgent, acceptLanguage, hints }: WebViewIdentity,
): Record<string, string> {
  const engine = engineOf(asked['user-agent'] ?? '');
  const told = hints ? hintsOf(hints) : undefined;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(asked)) {
    if (!name.startsWith('sec-ch-ua')) headers[name] = value;
    else if (told) headers[name] = told[name] ?? (BRANDS.includes(name) ? brandsOf(value) : value);
  }
  return { ...headers, 'user-agent': userAgent(engine), 'accept-language': acceptLanguage };
}

/** Only what the browser sends is sent: most of it has to be asked for. */
const hintsOf = ({ mobile, model, platformVersion }: NonNullable<WebViewIdentity['hints']>) => {
  const told: Record<string, string> = {
    'sec-ch-ua-mobile': mobile ? '?1' : '?0',
    'sec-ch-ua-platform': '"Android"',
    'sec-ch-ua-platform-version': `"${platformVersion}"`,
    'sec-ch-ua-model': `"${model}"`,
    'sec-ch-ua-form-factors': mobile ? '"Mobile"' : '"Tablet"',
    ...{ 'sec-ch-ua-arch': '""', 'sec-ch-ua-bitness': '""', 'sec-ch-ua-wow64': '?0' },
  };
  return told;
};

const BRANDS = ['sec-ch-ua', 'sec-ch-ua-full-version-list'];

/**
 * The browser's brand becomes WebView's (Chromium: aw_client_hints_controller_delegate.cc); Chromium's own, and the one
 * that means nothing, stay.
 */
function brandsOf(list: string): string {
  const brands = [...list.matchAll(/"([^"]*)";v="([^"]*)"/g)].map(([, brand = '', version = '']) => ({
    brand: brand === 'Chromium' || /not.a.brand/i.test(brand) ? brand : WEB_VIEW,
    version,
  }));
  const chromium = brands.find(({ brand }) => brand === 'Chromium');
  if (chromium && !brands.some(({ brand }) => brand === WEB_VIEW))
    brands.push({ ...chromium, brand: WEB_VIEW });
  return brands.map(({ brand, version }) => `"${brand}";v="${version}"`).join(', ');
}

const WEB_VIEW = 'Android WebView';
