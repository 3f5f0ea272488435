import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Before all tests: Expo loads the plugin as it is published, so it must be built as it is written. */
export default async function buildPlugin(): Promise<void> {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  await promisify(execFile)('npm', ['run', 'build', '--silent', '-w', '@journeys-push/shell'], { cwd: root });
}
