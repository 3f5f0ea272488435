/** A shop with push: what it says and offers follows what `usePush()` knows of this device. */
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Push } from './push.tsx';
import { Statistics } from './statistics.tsx';

/** Where a push leads, as `/orders/42`; everything else is the start page. */
const orderOf = (path: string) => /^\/orders\/([\w-]+)$/.exec(path)?.[1];

function Shop() {
  const [order] = useState(() => orderOf(location.pathname));
  return (
    <main>
      <h1>{order ? `Order ${order}` : 'Push in a React app'}</h1>
      <p>{order ? 'It left our shop this morning.' : 'Fresh coffee, and a message when it is on its way.'}</p>
      <Push />
      <Statistics />
    </main>
  );
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Shop />
    </StrictMode>,
  );
