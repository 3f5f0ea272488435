import { useId, useState } from 'react';
import { recentSites } from './recent-sites.ts';
import { type Tried, useAllTried } from './use-tried.ts';

/** Where development servers usually are: Next.js and many others, Vite, Angular, webpack and Vue. */
const USUAL = [3000, 5173, 4200, 8080].map((port) => `http://localhost:${port}/`);

/** Addresses to choose from: those that were shown before, and the usual ones on this machine. */
export function SitePlaces({ chosen, onChoose }: { chosen: string; onChoose(url: string): void }) {
  const [urls] = useState(() => [...new Set([...recentSites(localStorage), ...USUAL])]);
  const tried = useAllTried(urls);
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="site-places-title">
        Or choose one
      </h3>
      <ul className="site-places">
        {urls.map((url) => {
          const { text, tone } = wordsFor(tried.get(url) ?? 'asking');
          return (
            <li key={url}>
              <button
                type="button"
                className="site-place"
                aria-pressed={url === chosen}
                onClick={() => onChoose(url)}
              >
                <span className="site-place-dot" data-tone={tone} aria-hidden="true" />
                <span className="site-place-address">{url.replace(/\/$/, '')}</span>
                <span className="site-place-answer">{text}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function wordsFor(tried: Tried): { text: string; tone: 'asking' | 'good' | 'doubtful' | 'absent' } {
  if (tried === 'asking') return { text: 'asking …', tone: 'asking' };
  if (tried.ok) return { text: tried.title ?? 'a page', tone: 'good' };
  if (tried.code === 'unreachable' || tried.code === 'name-unknown')
    return { text: 'nothing there', tone: 'absent' };
  return { text: SHORT[tried.code] ?? '', tone: 'doubtful' };
}

const SHORT: Record<string, string> = {
  'error-page': 'answers with an error',
  'not-a-page': 'answers, but with no page',
  'leads-elsewhere': 'leads to another site',
  redirects: 'redirects without end',
  certificate: 'certificate not trusted',
  tls: 'does not speak HTTPS',
  silent: 'does not answer',
};
