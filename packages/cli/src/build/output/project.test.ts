import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createCustomer } from '../testing/customer.ts';
import { bringFiles } from './project.ts';

const project = mkdtempSync(join(tmpdir(), 'journeys-push-project-'));
const customer = createCustomer({ 'elsewhere/shop.json': { of: 'the shop' } });
afterAll(() => {
  customer.remove();
  rmSync(project, { recursive: true });
});

test('a file that is a link is handed on as what it leads to, not as a path of this machine', async () => {
  symlinkSync(join(customer.folder, 'elsewhere/shop.json'), join(customer.folder, 'google-services.json'));
  await bringFiles({ folder: customer.folder, files: ['google-services.json'] }, project);
  const brought = join(project, 'google-services.json');
  expect(lstatSync(brought).isSymbolicLink()).toBe(false);
  expect(JSON.parse(readFileSync(brought, 'utf8'))).toEqual({ of: 'the shop' });
});

test('what a configuration names has a folder of its own, where no path meets what is generated', async () => {
  await bringFiles({ folder: customer.folder, files: ['elsewhere/shop.json'] }, join(project, 'config'));
  expect(JSON.parse(readFileSync(join(project, 'config/elsewhere/shop.json'), 'utf8'))).toEqual({
    of: 'the shop',
  });
});
