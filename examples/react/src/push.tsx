import { usePush } from '@journeys-push/bridge/react';
import { useState } from 'react';

/** The person who is signed in; a real shop asks its session. */
const userId = 'abc123-user-uuid';

export function Push() {
  const { permission, registration, info, prompt, register, unregister, openSettings } = usePush();
  const [answer, setAnswer] = useState('');
  const inApp = permission?.reason !== 'not-in-app';
  const show = (call: Promise<unknown>) => call.then((result) => setAnswer(JSON.stringify(result, null, 2)));
  return (
    <section aria-labelledby="push-title">
      <h2 id="push-title">Notifications</h2>
      <p role="status">{inApp ? wordsFor(permission?.granted, registration?.state) : 'Only in our app.'}</p>
      <button type="button" onClick={() => show(prompt())}>
        Ask for permission
      </button>
      <button type="button" onClick={() => show(register({ userId }))}>
        Register {userId}
      </button>
      <button type="button" onClick={() => setAnswer(JSON.stringify(info ?? 'not in the app', null, 2))}>
        Show registration info
      </button>
      {registration?.userId ? (
        <button type="button" onClick={() => show(unregister())}>
          Log out
        </button>
      ) : null}
      {inApp && permission?.canAskAgain === false && !permission.granted ? (
        <button type="button" onClick={openSettings}>
          Open settings
        </button>
      ) : null}
      <pre aria-live="polite">{answer}</pre>
    </section>
  );
}

function wordsFor(granted: boolean | undefined, state: string | undefined): string {
  if (granted === undefined) return 'One moment …';
  if (!granted) return 'You get no messages from us yet.';
  return state === 'registered' ? 'We tell you when your order is on its way.' : 'Allowed on this phone.';
}
