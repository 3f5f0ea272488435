import type { BuildInput } from './input/input.ts';
import type { Expectation } from './output/verify.ts';
import type { AppSummary, BuildId, PlannedChange } from './result.ts';

/**
 * What the native projects shall be like. `xcode` is the name of the Xcode project once there is one. The app's side
 * is loaded here and not before: no other command needs it.
 */
export async function expectationsOf({ config }: BuildInput, xcode?: string): Promise<Expectation[]> {
  const { expectations } = await import('../../../shell/plugin/expectations.ts');
  return expectations(config, xcode);
}

export function summaryOf({ config }: BuildInput): AppSummary {
  const { name, bundleId, packageName, version, build } = config.identity;
  const { pushProvider } = config;
  return { name, site: config.site.url, bundleId, packageName, version, build, pushProvider };
}

/** An expectation without its check. */
export const planned = ({ platform, file, what, why }: Expectation): PlannedChange => ({
  platform,
  file,
  what,
  why,
});

/** By which an installed app says what it was built from; its plugin finds the same by the same function. */
export async function identify({ config, folder }: BuildInput): Promise<BuildId> {
  const { buildId } = await import('../../../shell/plugin/build-id.ts');
  return buildId(config, folder);
}
