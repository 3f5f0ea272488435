/** What matters of a package in npm's lockfile; the rest is carried along. */
export interface LockedPackage {
  version?: string;
  resolved?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  /** Only of folders: npm writes none of what a registry has. */
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  [field: string]: unknown;
}

export interface Manifest {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  [field: string]: unknown;
}

export interface LockfileParts {
  /** The `packages` of this repository's lockfile. */
  locked: Record<string, LockedPackage>;
  /** The app's workspace in it. */
  workspace: string;
  /** The package.json of the project. */
  manifest: Manifest;
  /** Our packages, which the project brings along: their manifests by their folder, such as `vendor/shell`. */
  vendored: Record<string, Manifest>;
}

/**
 * The lockfile of a project that is made of a workspace of this repository: the same modules in the same versions, so
 * that `npm ci` installs elsewhere what was proven here. Several published versions are missing in registries, and
 * ranges would find them (facts: shell.md §1).
 */
export function lockfileFor({ locked, workspace, manifest, vendored }: LockfileParts): object {
  const packages: Record<string, LockedPackage> = { '': lockedOf(manifest) };
  /** Where a place of this repository's lockfile is in the project's. */
  const folders = new Map([[workspace, '']]);
  for (const [folder, own] of Object.entries(vendored)) {
    packages[folder] = lockedOf(own);
    packages[`node_modules/${own.name}`] = { resolved: folder, link: true };
    const link = locked[`node_modules/${own.name}`];
    if (link?.resolved) folders.set(link.resolved, folder);
  }
  const seen = new Set(folders.keys());
  for (const place of seen) {
    const own = folders.has(place) ? packages[folders.get(place) ?? ''] : locked[place];
    for (const name of needsOf(own)) {
      const found = placeOf(name, place, locked);
      if (found === undefined || seen.has(found) || locked[found]?.link) continue;
      seen.add(found);
      add(packages, movedTo(found, folders), locked[found]);
    }
  }
  return {
    ...{ name: manifest.name, version: manifest.version },
    lockfileVersion: 3,
    requires: true,
    packages,
  };
}

/** What npm writes of a folder's own package.json. */
function lockedOf(manifest: Manifest): LockedPackage {
  const fields = ['name', 'version', 'license', 'dependencies', 'devDependencies', 'engines'];
  const peers = ['peerDependencies', 'peerDependenciesMeta'];
  return Object.fromEntries(
    [...fields, ...peers].flatMap((field) => (field in manifest ? [[field, manifest[field]]] : [])),
  );
}

function add(packages: Record<string, LockedPackage>, place: string, entry: LockedPackage = {}): void {
  const there = packages[place];
  if (there && there.version !== entry.version) {
    throw new Error(`${place} is wanted as ${there.version} and as ${entry.version}.`);
  }
  const { dev: _, devOptional: __, peer: ___, extraneous: ____, ...kept } = entry;
  packages[place] = kept;
}

function needsOf(own: LockedPackage = {}): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = own;
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }), ...peers];
}

/** As Node looks for it: from a folder upwards. */
function placeOf(name: string, from: string, locked: Record<string, LockedPackage>): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (locked[place]) return place;
    if (folder === '') return undefined;
  }
}

/** What lies in a workspace's own node_modules lies in those of its copy. */
function movedTo(place: string, folders: ReadonlyMap<string, string>): string {
  for (const [folder, copy] of folders) {
    if (place.startsWith(`${folder}/node_modules/`))
      return `${copy ? `${copy}/` : ''}${place.slice(folder.length + 1)}`;
  }
  return place;
}
