import { act } from '@testing-library/react-native';
// The test's own configuration is not what an app reads: a build has it parsed.
import './config.ts';
import { phone } from './phone.ts';

/** The files that have run in this test's world, from the repository's root. */
const evaluated = (): string[] =>
  Reflect.ownKeys(require.cache).map((file) =>
    String(file).replace(/^.*\/(?=packages\/shell\/|node_modules\/)/, ''),
  );

/** What starting the app runs, until the WebView is there. */
function start(): string[] {
  const before = new Set(evaluated());
  require('../index.ts');
  const { App } = require('../app.tsx');
  const { render } = require('@testing-library/react-native');
  render(<App />);
  expect(phone.webViews).toHaveLength(1);
  return evaluated().filter((file) => !before.has(file));
}

/** The number only ever goes down: what is added is loaded when it is needed. */
const OURS = 27;

test('little runs before the WebView is there', async () => {
  const files = start();
  const ours = files.filter((file) => /^packages\/(shell\/(src|app\/[^/]+$)|bridge|contract)/.test(file));
  expect(
    ours.filter((file) =>
      /core\/(create-shell|index|parts)|native\/(push\/(?!task-name)|open-shell)/.test(file),
    ),
  ).toEqual([]);
  expect(ours.length).toBeLessThanOrEqual(OURS);
  expect(
    files.filter((file) => /zod|expo-notifications|expo-network|secure-store|async-storage/.test(file)),
  ).toEqual([]);
  await act(async () => {});
});
