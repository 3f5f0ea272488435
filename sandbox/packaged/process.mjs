import { strictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The installed command as any language drives it: one line of JSON, HTTP, and an end within seconds. */
const command = join(import.meta.dirname, 'node_modules/.bin/journeys-push-sandbox');
const args = ['--json', '--port', '0', '--no-gateway', '--host', '0.0.0.0'];
const sandbox = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = await once(createInterface(sandbox.stdout), 'line');
const { control, controlToken, lab } = JSON.parse(line);

const health = await fetch(`${control}/healthz`);
strictEqual(health.status, 200);
const call = async (method, path, body) => {
  const answer = await fetch(`${control}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  strictEqual(answer.status, 200, await answer.clone().text());
  return answer.json();
};
const phone = await call('POST', '/phones', { profile: 'android-12' });
await call('POST', `/phones/${phone.id}/page/open`);
const { value } = await call('POST', `/phones/${phone.id}/page/evaluate`, {
  code: 'median.msdynamics.areNotificationsEnabled()',
});
strictEqual(value.granted, true);
// By its name, which not every system resolves.
const [page] = await once(get(control, { headers: { host: new URL(lab).host } }), 'response');
strictEqual(page.statusCode, 200);
page.resume();

const began = performance.now();
sandbox.kill('SIGTERM');
const [code] = await once(sandbox, 'exit');
strictEqual(code, 0);
strictEqual(performance.now() - began < 5000, true);
