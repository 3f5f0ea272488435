import { useState } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import { AppIcon } from './app-icon.tsx';
import { usePageTaken } from './use-page-taken.ts';

interface WebViewProps {
  phone: Phone;
  appName: string;
  /** Something lies over it, so that neither pointer nor keyboard reach it. */
  covered: boolean;
}

/**
 * What a page may do in the shell's WebView, if the build or the person lets it: on every origin, as the app may have
 * several. No location: the shell's builds declare none. Sharing is WKWebView's alone, and unknown to some browsers.
 */
const allowedOn = (platform: Phone['platform']) => {
  const sharing = platform === 'ios' && 'share' in navigator ? ['web-share'] : [];
  return ['camera', 'microphone', 'clipboard-write', 'fullscreen', ...sharing]
    .map((feature) => `${feature} *`)
    .join('; ');
};

/**
 * The app's page. Where the page goes by itself, `page.url` follows it: only the address at birth is the frame's
 * own, else every step of the page would load it once more. A new `generation` (the key) builds a new frame.
 */
export function WebView({ phone, appName, covered }: WebViewProps) {
  const [birth, setBirth] = useState({ src: phone.page.url, number: 0 });
  const [started, setStarted] = useState(!phone.page.loading);
  const { frame, taken, takeBack } = usePageTaken();
  if (!started && !phone.page.loading) setStarted(true);
  const comeBack = () => {
    takeBack();
    setBirth({ src: phone.page.url, number: birth.number + 1 });
  };
  return (
    <div className="web-view" inert={covered}>
      <iframe
        key={birth.number}
        ref={frame}
        title={`App on ${phone.name}`}
        src={birth.src}
        allow={allowedOn(phone.platform)}
        sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads"
        // A page that says nothing, such as of a server that does not answer, is there too.
        onLoad={() => setStarted(true)}
      />
      {started ? null : (
        <div className="splash" aria-hidden="true">
          <AppIcon appName={appName} />
        </div>
      )}
      {taken ? (
        <section className="web-view-taken" aria-label={`${phone.name} is in use elsewhere`}>
          <p>This phone is in use in another tab.</p>
          <button type="button" onClick={comeBack}>
            Use it here
          </button>
        </section>
      ) : null}
    </div>
  );
}
