import type { DeviceFacts } from '@journeys-push/contract/shell-gateway';
import type { Device } from './ports.ts';

/** Every system has its own names for one and the same CPU (facts: shell.md §7). */
const architectures: [RegExp, string][] = [
  [/^(arm64|aarch64|armv8)/i, 'armv8'],
  [/^(armeabi|armv7)/i, 'armv7'],
  [/^(x86_64|amd64|x64)/i, 'x86_64'],
];

/** What this device is, in the words that page and gateway expect. */
export function factsOf({ platform, facts }: Device): DeviceFacts {
  const hardware = architectures.find(([name]) => name.test(facts.hardware))?.[1] ?? facts.hardware;
  return { ...facts, hardware, appBuild: buildOf(platform, facts.appBuild) };
}

/** A version code is a number, a bundle version is text (facts: median-bridge.md, "Device info"). */
function buildOf(platform: Device['platform'], build: string | number): string | number {
  if (platform === 'ios') return String(build);
  return Number.isFinite(Number(build)) ? Number(build) : build;
}
