import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Before all tests: Expo loads plugin and contract as they are published, so they must be built as they are written. */
export default async function buildPlugin(): Promise<void> {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  const packages = ['contract', 'shell'].map((name) => `--workspace=@journeys-push/${name}`);
  await promisify(execFile)('npm', ['run', 'build', '--silent', ...packages], { cwd: root });
}
