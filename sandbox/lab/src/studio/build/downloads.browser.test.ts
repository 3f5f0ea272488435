import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { packProject } from '../../../../../packages/cli/src/build/output/archive.ts';
import { htmlReport } from '../../../../../packages/cli/src/build/report/html.ts';
import { sample } from '../../../../../packages/cli/src/build/testing/sample.ts';
import { fromStartOn } from '../../testing/hold.ts';
import { prepareLab, violations } from '../../testing/lab-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-studio-'));
const out = join(folder, 'journeys-push-build');
const lab = prepareLab({ project: folder });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shop = {
  site: { url: 'https://shop.example/' },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
};

/** What a build of the saved configuration leaves; of the native projects one file, large enough for an archive. */
async function leaveBuild() {
  const { build = sample().build } = await lab.sandbox.control.studio.plan();
  mkdirSync(join(out, 'project', 'ios'), { recursive: true });
  writeFileSync(join(out, 'project', 'ios', 'Podfile'), randomBytes(1_500_000));
  const result = { ...sample(), build, archive: await packProject(out, 'shop-1.0.0-1') };
  writeFileSync(join(out, 'report.html'), await htmlReport(result));
  writeFileSync(join(out, 'build.json'), JSON.stringify(result));
  return result;
}

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

async function pressed(page: Page, name: string | RegExp): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return download;
}

it('a build that has passed gives its archive and its report to whoever wants them, byte for byte', async () => {
  writeFileSync(join(folder, 'journeys-push.config.json'), JSON.stringify(shop));
  const page = await lab.open('?panel=studio&studio=build');
  await page.getByText('Not built yet').waitFor();
  const begun = { startedAt: sample().startedAt, progress: [], next: 0 };
  let answer: object = { ...begun, state: 'running' };
  // A real build takes a minute and more; packages/cli tests it. What it leaves, and everything after it, is real.
  await page.route(
    '**/api/studio/build*',
    fromStartOn(() => answer),
  );
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel the build' }).waitFor();
  const result = await leaveBuild();
  answer = { ...begun, state: 'passed', result, folder: out };
  await page.getByText('Shop 1.0.0 is built: all 2 expectations are met').waitFor();
  await page.getByText('Up to date', { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);

  const archive = await pressed(page, 'shop-1.0.0-1.tar.gz (1.5 MB)');
  expect(archive.suggestedFilename()).toBe('shop-1.0.0-1.tar.gz');
  expect(hashOf(await archive.path())).toBe(result.archive.sha256);

  const report = await pressed(page, 'Report');
  expect(report.suggestedFilename()).toBe('report.html');
  expect(hashOf(await report.path())).toBe(hashOf(join(out, 'report.html')));
});

it('what an earlier build has left can be downloaded, too; what is gone is said', async () => {
  const { sha256 } = (await leaveBuild()).archive;
  const page = await lab.open('?panel=studio&studio=build');
  const archive = await pressed(page, /^shop-1\.0\.0-1\.tar\.gz/);
  expect(hashOf(await archive.path())).toBe(sha256);
  rmSync(join(out, 'shop-1.0.0-1.tar.gz'));
  await page.getByRole('button', { name: /^shop-1\.0\.0-1\.tar\.gz/ }).click();
  await page.getByText('No build has left that.').waitFor();
  lab.expectComplaint('404');
});
