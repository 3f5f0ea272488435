import { expect, test } from 'vitest';
import { rest } from '../../test/fake-clock.ts';
import type { Shell } from '../core/shell.ts';
import { createSession } from './session.ts';

function fakeShell() {
  const calls: string[] = [];
  const shell: Shell = {
    start: async () => void calls.push('start'),
    receive: async ({ message }) => void calls.push(`receive ${message}`),
    pageLoaded: async (url) => void calls.push(`loaded ${url}`),
    resumed: async () => void calls.push('resumed'),
    destination: () => 'app',
    close: () => void calls.push('close'),
  };
  return { shell, calls };
}

const message = (text: string) => ({ message: text, origin: 'https://shop.example' });

test('what a page says before the core is there reaches it when it is, in order', async () => {
  const { shell, calls } = fakeShell();
  let arrive: (shell: Shell) => void = () => {};
  const session = createSession({
    open: () =>
      new Promise<Shell>((resolve) => {
        arrive = resolve;
      }),
    failed: () => {},
  });
  session.start();
  session.receive(message('one'));
  session.loaded('https://shop.example/');
  await rest();
  expect(calls).toEqual([]);
  arrive(shell);
  await rest();
  expect(calls).toEqual(['start', 'receive one', 'loaded https://shop.example/']);
});

test('an ended session tells its core nothing more', async () => {
  const { shell, calls } = fakeShell();
  const session = createSession({ open: async () => shell, failed: () => {} });
  const end = session.start();
  await rest();
  end();
  session.receive(message('late'));
  await rest();
  expect(calls).toEqual(['start', 'close']);
});

test('a screen that comes back has another core', async () => {
  const first = fakeShell();
  const second = fakeShell();
  const shells = [first.shell, second.shell];
  const session = createSession({ open: async () => shells.shift() ?? second.shell, failed: () => {} });
  session.start()();
  session.start();
  session.resumed();
  await rest();
  expect(first.calls).toEqual(['close']);
  expect(second.calls).toEqual(['start', 'resumed']);
});

test('a core that cannot be opened is reported', async () => {
  const problems: unknown[] = [];
  const session = createSession({
    open: () => Promise.reject(new Error('no module')),
    failed: (problem) => void problems.push(problem),
  });
  session.start();
  await rest();
  expect(String(problems[0])).toContain('no module');
});
