import { isConfiguration, isTest, packageOf, type SourceFile } from './borders.ts';
import type { Import } from './imports.ts';

/** What matters of a package.json. */
export interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/**
 * The imports of a file that its package does not declare, one line each. Tests, configuration and types may also
 * use what is declared for development, in the package or at the root; so may the root's own tools.
 */
export function undeclaredImports(
  { path, imports }: SourceFile,
  manifest: Manifest,
  root: Manifest,
): string[] {
  return imports.flatMap((one) => {
    if (!one.known || /^([./]|node:)/.test(one.specifier)) return [];
    const name = packageOf(one.specifier);
    const development = manifest.name === root.name || forDevelopment(path, one);
    const known = name === manifest.name || isDeclared(name, [manifest, root], development);
    return known ? [] : [`${path} → ${one.specifier}: ${manifest.name} does not declare ${name}`];
  });
}

const forDevelopment = (path: string, { kind }: Import): boolean =>
  isTest(path) || isConfiguration(path) || kind === 'type';

function isDeclared(name: string, [own, root]: [Manifest, Manifest], development: boolean): boolean {
  const shipped = { ...own.dependencies, ...own.peerDependencies, ...own.optionalDependencies };
  const tools = { ...own.devDependencies, ...root.devDependencies };
  return name in shipped || (development && name in tools);
}
