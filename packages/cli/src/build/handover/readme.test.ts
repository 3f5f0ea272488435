import { expect, test } from 'vitest';
import type { Handover } from './names.ts';
import { readmeFor } from './readme.ts';

const app: Handover = {
  ...{ name: 'Shop', version: '1.2.0', build: 7, xcode: 'Shop', configHash: '0123456789abcdef' },
  ...{ bundleId: 'com.example.shop', packageName: 'com.example.shop', teamId: undefined },
  ...{ pushOn: true, hasIcon: false },
};

test('no command needs a Git repository, and each says where it was not run', () => {
  const text = readmeFor(app);
  expect(text).toContain('EAS_NO_VCS=1 npx eas-cli@latest build');
  expect(text).toContain('none of the commands below was run');
  expect(text.match(/git /g)).toHaveLength(3);
});

test('the team that the configuration names signs; else a person fills it in', () => {
  expect(readmeFor(app)).toContain('DEVELOPMENT_TEAM=YOUR_TEAM_ID');
  expect(readmeFor({ ...app, teamId: 'A1B2C3D4E5' })).toContain('DEVELOPMENT_TEAM=A1B2C3D4E5');
});

test('what a store would refuse is said, and nothing of push without it', () => {
  expect(readmeFor(app)).toContain('has no icon yet');
  expect(readmeFor({ ...app, hasIcon: true })).not.toContain('icon');
  expect(readmeFor({ ...app, pushOn: false })).not.toMatch(/APNs|Firebase|Push Notifications/);
});
