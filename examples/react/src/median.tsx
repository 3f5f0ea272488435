/** The three steps of push with the unmodified client: permission, then register, then info. */
import Median from 'median-js-bridge';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

const { msdynamics } = Median;

const steps = [
  { title: 'Ask for permission', run: () => msdynamics.promptNotificationPermission() },
  {
    title: 'Register abc123-user-uuid',
    run: () => msdynamics.registerDevice({ userId: 'abc123-user-uuid' }),
  },
  { title: 'Show registration info', run: () => msdynamics.registrationInfo() },
];

function App() {
  const [answer, setAnswer] = useState('');
  const perform = async ({ title, run }: (typeof steps)[number]) => {
    // Outside the app the promises of this client never settle.
    if (!Median.isNativeApp()) return setAnswer('This page runs in a browser: no push here.');
    setAnswer(`${title} …`);
    const result = await run().catch((error: unknown) => error);
    setAnswer(JSON.stringify(result, null, 2));
  };
  return (
    <main>
      <h1>Push in a React app</h1>
      {steps.map((step) => (
        <button key={step.title} type="button" onClick={() => perform(step)}>
          {step.title}
        </button>
      ))}
      <pre aria-live="polite">{answer}</pre>
    </main>
  );
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
