import type { Phone, TokenCause } from '../../../../src/control/wire.ts';
import { formatSecond } from '../../clock.ts';

/** Why the system has made a token. */
const causes: Record<TokenCause, string> = {
  'first-start': 'the first',
  reinstall: 'the app was reinstalled',
  rotation: 'the system rotated it',
  restore: 'a backup was restored on a new phone',
  'data-cleared': 'the app’s data was cleared',
  expiry: 'the one before had expired',
  earlier: 'from before the history was kept',
};

/** The tokens that a phone has had, the newest first: the last characters, when it came, and why. */
export function TokenHistory({ tokens }: { tokens: Phone['tokens'] }) {
  if (tokens.length < 2) return 'This is the first token';
  return (
    <ol className="token-history">
      {[...tokens].reverse().map(({ ending, at, why }, index) => (
        <li key={`${ending} ${at}`}>
          <code>…{ending}</code> {formatSecond(at)}: {causes[why]}
          {index === 0 ? ' (now)' : ''}
        </li>
      ))}
    </ol>
  );
}
