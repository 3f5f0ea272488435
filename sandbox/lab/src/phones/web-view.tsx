import { useState } from 'react';
import type { Phone } from '../../../src/control/wire.ts';

/**
 * The app's page. Where the page goes by itself, `page.url` follows it: only the address at birth is the frame's
 * own, else every step of the page would load it once more. A new `generation` (the key) builds a new frame.
 */
export function WebView({ phone, covered }: { phone: Phone; covered: boolean }) {
  const [src] = useState(phone.page.url);
  return (
    <div className="web-view" inert={covered}>
      <iframe
        title={`App on ${phone.name}`}
        src={src}
        sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads"
      />
    </div>
  );
}
