import { posix } from 'node:path';
import type { Import } from './imports.ts';
import type { Layer } from './layer.ts';

/** A source file as the checks see it. */
export interface SourceFile {
  /** From the root of the repository, with `/`. */
  path: string;
  imports: Import[];
}

/** A test, or a helper that only tests load. */
export const isTest = (path: string): boolean =>
  /\.(test|spec)\.[jt]sx?$|(^|\/)test\/|(^|\/)testing(\/|\.tsx?$)/.test(path);

/** The configuration of a tool belongs to the tool, not to the layer whose folder it lies in. */
export const isConfiguration = (path: string): boolean => /\.config\.(ts|mjs|js)$/.test(path);

/** The package of a specifier: `@scope/name/sub` → `@scope/name`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** The layer of a file: the first row that matches. */
const layerOf = (path: string, table: Layer[]): Layer | undefined =>
  table.find(({ files }) => names(files, path));

/** What a file breaks, one line each: file → import: the rule. */
export function brokenBorders({ path, imports }: SourceFile, table: Layer[]): string[] {
  if (isConfiguration(path)) return [];
  const layer = layerOf(path, table);
  if (!layer) return [`${path} belongs to no layer: add it to tools/layers/table.ts`];
  return imports.flatMap((one) => {
    const rule = brokenRule({ ...one, from: path, layer, target: targetOf(path, one.specifier) }, table);
    return rule ? [`${path} → ${one.specifier}: ${layer.layer} ${rule}`] : [];
  });
}

interface Crossing extends Import {
  from: string;
  layer: Layer;
  /** A path from the root for a file of ours, else the specifier. */
  target: string;
}

const targetOf = (from: string, specifier: string): string =>
  specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier;

function brokenRule(crossing: Crossing, table: Layer[]): string | undefined {
  const { from, layer, target, specifier, known } = crossing;
  if (!known) {
    return layer.computed?.includes(from)
      ? undefined
      : 'may not import what is computed: nobody can check it';
  }
  // A page's script names its neighbours by their URL.
  if (specifier.startsWith('/')) return undefined;
  if (isTest(target) && !isTest(from)) return 'may not import what is for tests only';
  if (specifier.startsWith('.') || specifier.startsWith('@journeys-push/')) {
    const allowed = layerOf(target, table) === layer || isAllowed(crossing);
    return allowed ? undefined : `may import of ours only ${allowedOf(layer)}`;
  }
  if (isTest(from)) return undefined;
  if (specifier.startsWith('node:')) return layer.node ? undefined : "may not import Node's modules";
  if (layer.libraries === 'declared' || layer.libraries.includes(packageOf(specifier))) return undefined;
  return `may import ${layer.libraries.join(', ') || 'nothing'} and no other library`;
}

function isAllowed({ from, layer, target, kind }: Crossing): boolean {
  if (names(layer.ours, target)) return true;
  if (kind === 'type' && names(layer.types ?? [], target)) return true;
  if (kind === 'lazy' && names(layer.lazily ?? [], target)) return true;
  return isTest(from) && names(layer.tests ?? [], target);
}

const allowedOf = ({ ours, types = [], lazily = [] }: Layer): string =>
  [
    'itself',
    ...ours,
    ...types.map((one) => `${one} (types)`),
    ...lazily.map((one) => `${one} (lazily)`),
  ].join(', ');

/** True when a list of the table names this path or specifier. */
const names = (list: string[], target: string): boolean =>
  list.some((entry) => (entry.endsWith('/') ? target.startsWith(entry) : target === entry));
