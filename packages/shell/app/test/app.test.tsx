import { act, render } from '@testing-library/react-native';
import { AppRegistry } from 'react-native';
import { configOf, HOME } from './config.ts';
import { rest, visit, webView } from './page.ts';
import { phone } from './phone.ts';

function start() {
  const registered = jest.spyOn(AppRegistry, 'registerComponent').mockImplementation((name) => name);
  require('../index.ts');
  const App = registered.mock.lastCall?.[1]();
  if (!App) throw new Error('The entry file has registered nothing.');
  return App;
}

test('the entry file defines the task before anything is drawn, and the app shows the configured site', async () => {
  const App = start();
  expect([...phone.tasks.keys()]).toEqual(['journeys-push.arrival']);
  expect(phone.webViews).toEqual([]);
  render(<App />);
  await act(rest);
  expect(webView().props.source).toEqual({ uri: HOME });
  expect(phone.splash).toBe('shown');
  await visit(HOME);
  expect(phone.splash).toBe('hidden');
});

test('a build without push defines no task', () => {
  jest.isolateModules(() => {
    const expoConfig = { extra: { journeysPush: { config: configOf({ pushProvider: 'none' }) } } };
    jest.doMock('expo-constants', () => ({ __esModule: true, default: { expoConfig } }));
    require('../index.ts');
    expect(require('./phone.ts').phone.tasks.size).toBe(0);
  });
});

test('a build without a configuration says so', () => {
  jest.isolateModules(() => {
    jest.doMock('expo-constants', () => ({ __esModule: true, default: { expoConfig: {} } }));
    expect(() => require('../index.ts')).toThrow('app.config.ts');
  });
});
