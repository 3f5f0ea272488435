import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type Running, start } from '../../clone.ts';

interface Action {
  inputs: Record<string, { required?: boolean; default?: string }>;
  runs: {
    using: 'composite';
    steps: { shell: 'bash'; 'working-directory': string; env: object; run: string }[];
  };
}

export interface ActionCall {
  /** Where GitHub has put the action's repository. */
  action: string;
  /** The customer's checkout. */
  workspace: string;
  /** What the workflow says under `with`. */
  inputs: Record<string, string>;
  /** What the job's environment has besides. */
  env?: Record<string, string>;
}

/** Runs the step of action.yml as GitHub's runner does: its shell, folder and environment, with the inputs filled in. */
export function runAction({ action, workspace, inputs, env = {} }: ActionCall): Running {
  const { inputs: known, runs }: Action = parse(readFileSync(join(action, 'action.yml'), 'utf8'));
  const [step, ...others] = runs.steps;
  if (!step || others.length > 0) throw new Error('This runs actions of one step.');
  const value = (name: string): string => {
    const given = inputs[name] ?? known[name]?.default;
    if (!known[name] || given === undefined)
      throw new Error(`The action has no input ${name}, or no default.`);
    return given;
  };
  const filled = (text: string) => text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => value(name));
  for (const name of Object.keys(inputs)) value(name);
  const variables = Object.entries({ ...env, ...step.env, GITHUB_ACTION_PATH: action }).map(
    ([name, text]) => `${name}=${filled(String(text))}`,
  );
  // The runner's own command line for `shell: bash`, without the file.
  const shell = ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run];
  return start('env', [...variables, ...shell], resolve(workspace, filled(step['working-directory'])));
}
