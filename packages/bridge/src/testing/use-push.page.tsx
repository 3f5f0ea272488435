/** The page of use-push.browser.test.ts: two components that look at push, mounted and unmounted by a button. */
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { usePush } from '../react.ts';

let renderedActions: unknown[] = [];

function Push() {
  const { permission, registration, info, prompt, register, unregister, openSettings } = usePush();
  renderedActions = [...new Set([...renderedActions, prompt, register, unregister, openSettings])];
  return (
    <section>
      <output>{JSON.stringify({ permission, state: registration?.state, id: info?.installationId })}</output>
      <button type="button" onClick={() => prompt()}>
        prompt
      </button>
      <button type="button" onClick={() => register({ userId: 'abc123-user-uuid' })}>
        register
      </button>
      <button type="button" onClick={openSettings}>
        settings
      </button>
      <i>{renderedActions.length}</i>
    </section>
  );
}

function App() {
  const [shown, show] = useState(true);
  return (
    <>
      <button type="button" onClick={() => show(!shown)}>
        toggle
      </button>
      {shown && <Push />}
      {shown && <Push />}
    </>
  );
}

const root = document.createElement('div');
document.body.append(root);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
