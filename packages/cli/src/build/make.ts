import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { easJson } from './handover/eas.ts';
import type { Handover } from './handover/names.ts';
import { readmeFor } from './handover/readme.ts';
import { workflowFor } from './handover/workflow.ts';
import type { BuildInput } from './input/input.ts';
import { packProject } from './output/archive.ts';
import { BUNDLES, readBundles } from './output/bundles.ts';
import { expo } from './output/expo.ts';
import { linkModules, writeProject, writeText } from './output/project.ts';
import { refuseUnprepared } from './output/sources.ts';
import { verify } from './output/verify.ts';
import { expectationsOf } from './plan.ts';
import type { BuildId, BuildProgress, BuildResult, Bundle, CheckedExpectation } from './result.ts';
import { createSteps } from './steps.ts';

interface Making {
  input: BuildInput;
  id: BuildId;
  /** The output folder while it is filled. */
  folder: string;
  signal: AbortSignal;
  onProgress(progress: BuildProgress): void;
}

type Made = Pick<BuildResult, 'checks' | 'bundles' | 'archive' | 'steps'>;

/** Fills an output folder: the project, its native projects, its bundles and the archive. */
export async function make({ input, id, folder, signal, onProgress }: Making): Promise<Made> {
  const project = join(folder, 'project');
  const { run, taken } = createSteps({ signal, onProgress });
  const onCheck = (check: CheckedExpectation) => onProgress({ kind: 'checked', check });
  await run('project', async () => {
    await refuseUnprepared();
    await writeProject(project, input);
    await linkModules(project);
  });
  // It unpacks Expo's template there, and leaves it.
  const temporary = join(project, 'node_modules', '.temporary');
  await run('prebuild', (onLine) =>
    expo(['prebuild', '--no-install'], { project, signal, onLine, temporary }),
  );
  const xcode = await xcodeName(project);
  const expectations = await expectationsOf(input, xcode);
  const checks = await run('verify', () => verify(project, expectations, onCheck));
  const bundles = await run('bundle', async (onLine) => {
    const platforms = ['--platform', 'android', '--platform', 'ios'];
    await expo(['export', ...platforms, '--output-dir', `../${BUNDLES}`], { project, signal, onLine });
    const compiled = await readBundles(folder);
    for (const check of compiled.map(sizeCheck)) {
      onCheck(check);
      checks.push(check);
    }
    return compiled;
  });
  const archive = await run('archive', async () => {
    for (const left of ['node_modules', '.expo'])
      await rm(join(project, left), { recursive: true, force: true });
    await writeHandover(project, handoverOf({ input, id, xcode }));
    return checks.every(({ passed }) => passed) ? packProject(folder, slugOf(input)) : undefined;
  });
  return { checks, bundles, archive, steps: taken };
}

/** The Xcode project's name is Expo's choice: read, not guessed. */
async function xcodeName(project: string): Promise<string> {
  const found = (await readdir(join(project, 'ios'))).find((name) => name.endsWith('.xcodeproj'));
  if (!found) throw new Error('expo prebuild has made no Xcode project.');
  return found.replace(/\.xcodeproj$/, '');
}

const LIMIT = 2_000_000;

const sizeCheck = ({ platform, file, bytes }: Bundle): CheckedExpectation => ({
  ...{ platform, file },
  what: 'Hermes bytecode of at most 2 MB',
  why: 'It is loaded before the first page is, on every start of the app.',
  passed: bytes <= LIMIT,
  found: `${bytes} bytes of bytecode`,
});

const slugOf = ({ config: { identity } }: BuildInput): string => {
  const words = identity.name
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['app'];
  return `${words.join('-')}-${identity.version.replace(/[^\w.-]/g, '-')}-${identity.build}`;
};

function handoverOf({
  input: { config },
  id,
  xcode,
}: {
  input: BuildInput;
  id: BuildId;
  xcode: string;
}): Handover {
  const { appleTeamId: teamId, name, version, build, bundleId, packageName } = config.identity;
  const pushOn = config.pushProvider !== 'none';
  const hasIcon = config.appearance?.icon !== undefined;
  const { configHash } = id;
  return { name, version, build, bundleId, packageName, teamId, pushOn, hasIcon, xcode, configHash };
}

async function writeHandover(project: string, handover: Handover): Promise<void> {
  await writeText(project, 'eas.json', easJson);
  await writeText(project, '.github/workflows/apps.yml', workflowFor(handover));
  await writeText(project, 'README.md', readmeFor(handover));
}
