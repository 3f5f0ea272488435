import { JourneysPushShell } from '@journeys-push/shell/native';
import { act, render } from '@testing-library/react-native';
import { AppState, Platform } from 'react-native';
import { configOf, HOME } from './config.ts';
import { rest, visit } from './page.ts';
import { emit, phone } from './phone.ts';

const ios = Platform.OS === 'ios';

beforeEach(() => {
  phone.permission = { granted: true, canAskAgain: true, status: 'granted' };
});

/** The token that is kept, and with it the environment in which it is good. */
const kept = (): unknown => JSON.parse(phone.files.get('journeys-push.token') ?? '{}').token;

async function open() {
  const changes: ((state: string) => void)[] = [];
  jest.spyOn(AppState, 'addEventListener').mockImplementation((_, listener) => {
    changes.push(listener as (state: string) => void);
    return { remove() {} } as never;
  });
  render(<JourneysPushShell config={configOf()} />);
  await act(rest);
  await visit(HOME);
  const resume = () =>
    act(async () => {
      for (const change of changes) change('active');
      await rest();
    });
  return { resume };
}

test('a build that does not say its environment is one of the store', async () => {
  await open();
  expect(kept()).toEqual({ value: 'token-1', ...(ios ? { environment: 'production' } : {}) });
});

if (ios)
  test('a build that says its environment is believed', async () => {
    phone.apnsEnvironment = 'development';
    await open();
    expect(kept()).toEqual({ value: 'token-1', environment: 'development' });
  });

test('a read that was refused once is made again at the next resume', async () => {
  phone.token = () => Promise.reject(new Error('SERVICE_NOT_AVAILABLE'));
  const { resume } = await open();
  expect(kept()).toBeUndefined();
  phone.token = async () => 'token-2';
  await resume();
  expect(kept()).toMatchObject({ value: 'token-2' });
});

test('where a read hangs, the token may come by itself', async () => {
  phone.token = () => new Promise(() => {});
  await open();
  await act(async () => {
    emit('token', { type: Platform.OS, data: 'token-3' });
    await rest();
  });
  expect(kept()).toMatchObject({ value: 'token-3' });
  expect(phone.listeners.token.size).toBe(1);
});

test('a token that changed while nothing ran is noticed at the next resume', async () => {
  const { resume } = await open();
  phone.token = async () => 'token-4';
  await resume();
  expect(kept()).toMatchObject({ value: 'token-4' });
});
