import { ensurePython } from './python.mjs';

/**
 * The suites of customers in examples/, each started as its owner would. Workspace packages are read as source: that
 * takes a condition.
 */
export async function customerSuites({ check, vitest }) {
  const python = await ensurePython();
  const source = `NODE_OPTIONS=${process.env.NODE_OPTIONS ?? ''} --conditions=journeys-push-source`;
  return [
    await vitest('vitest.examples.config.ts'),
    await check('suite of examples/playwright', [
      ...['env', source, 'npx', 'playwright', 'test', '--config', 'examples/playwright'],
    ]),
    await check('suite of examples/python', [
      ...[python ?? 'python3', '-m', 'unittest', 'discover', '--start-directory', 'examples/python'],
    ]),
  ];
}
