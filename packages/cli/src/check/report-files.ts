import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../refusal.ts';

/**
 * A report that cannot be written must not be found out after the check. Makes its folder and leaves the file as it
 * is. Throws Refusal `file-unwritable`.
 */
export async function makeRoom(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const there = await stat(file).catch(absent);
    if (there?.isDirectory()) throw new Error('it is a folder');
    await access(there ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw new Refusal('file-unwritable', {
      message: `${file} cannot be written: ${reasonOf(error)}.`,
      remedy: 'Name a file in a folder that you may write to.',
    });
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Says where the reports are. One that fails does not keep the others from being written; then false. */
export async function writeReports(
  output: { write(text: string): unknown },
  reports: { file: string | undefined; text(): string }[],
): Promise<boolean> {
  let all = true;
  for (const { file, text } of reports) {
    if (file === undefined) continue;
    try {
      await writeFile(file, text());
      output.write(`Report: ${file}\n`);
    } catch (error) {
      all = false;
      output.write(`${file} could not be written: ${reasonOf(error)}.\n`);
    }
  }
  return all;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
