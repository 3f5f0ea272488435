import type { DeviceProps } from '../device-props.ts';

/** The system browser, with the address that the app handed over to it. The lab does not load it. */
export function BrowserSheet({ phone, actions, url }: DeviceProps & { url: string }) {
  const onTheWeb = /^https?:/i.test(url);
  return (
    <section className="browser" aria-label={`Browser on ${phone.name}`}>
      <header className="browser-bar">
        <button type="button" onClick={actions.closeBrowser}>
          Close
        </button>
        <span className="browser-host">{onTheWeb ? new URL(url).host : 'Another app'}</span>
      </header>
      <div className="browser-page">
        <h3 className="browser-title">Opened outside the app</h3>
        <p>The app handed this address to {onTheWeb ? 'the browser' : 'the app that owns it'}:</p>
        <p className="browser-url">{url}</p>
        {onTheWeb ? (
          <a href={url} target="_blank" rel="noreferrer">
            Open it in a new tab
          </a>
        ) : null}
      </div>
    </section>
  );
}
