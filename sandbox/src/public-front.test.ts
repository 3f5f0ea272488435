import { expect, test } from 'vitest';
import { policyTeller } from './public-front.ts';

function teller() {
  const told: unknown[] = [];
  const tell = policyTeller();
  const timeline = { record: (event: unknown) => told.push(event) };
  return { told, tell: (id: string, line: string) => tell(id, line, timeline as never) };
}

test('a policy whose nonce is another one at each load is told once for each phone', () => {
  const { told, tell } = teller();
  for (let load = 0; load < 20; load++)
    tell('p1', `script-src 'nonce-${load}=' → script-src 'nonce-${load}=' 'sha256-x'`);
  expect(told).toHaveLength(1);
  tell('p2', "script-src 'nonce-1=' → script-src 'nonce-1=' 'sha256-x'");
  tell('p1', "script-src 'self' → script-src 'self' 'sha256-x'");
  expect(told).toHaveLength(3);
});

test('not every policy that there ever was is remembered', () => {
  const { told, tell } = teller();
  for (let n = 0; n < 2_000; n++) tell('p1', `img-src https://${n}.example`);
  tell('p1', 'img-src https://1999.example');
  expect(told).toHaveLength(2_000);
  tell('p1', 'img-src https://0.example');
  expect(told).toHaveLength(2_001);
});
