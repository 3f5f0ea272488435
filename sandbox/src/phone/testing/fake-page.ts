import type { FromPage } from '../page-wire.ts';
import type { SimulatedPhone } from '../simulated-phone.ts';
import { origins } from './make-phone.ts';

/** A page that only notes what its phone does to it. */
export function connectFakePage(phone: SimulatedPhone, path = '/start', origin = origins.phone) {
  const seen: string[] = [];
  const session = phone.connectPage({
    origin,
    url: origin + path,
    run: (script) => seen.push(`run ${script}`),
    evaluate: (code, id) => seen.push(`evaluate ${id} ${code}`),
    navigate: (url) => seen.push(`navigate ${url}`),
    closed: () => seen.push('closed'),
  });
  return {
    seen,
    say: (message: FromPage) => session.message(JSON.stringify(message)),
    raw: session.message,
    close: session.close,
  };
}
