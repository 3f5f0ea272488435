/**
 * Who may import whom. The table is the architecture: a package earns its place by a different owner at run time
 * (page, phone, server, terminal, the pretended world, and the words between them), and these are the only ways
 * from one to the other. What a row does not name, it may not import.
 *
 * The first row that matches a file is its layer. A path that ends with `/` means everything below it; a package
 * name that ends with `/` means every entry of that package. A file may always import its own layer.
 */
export interface Layer {
  layer: string;
  /** Which files: paths from the root of the repository. */
  files: string[];
  /** What of ours the layer may import: paths, or `@journeys-push/…` entries. */
  ours: string[];
  /** What of ours it may import as types only: nothing is left of it at run time. */
  types?: string[];
  /** What of ours it may load only inside a function, by `import()`. */
  lazily?: string[];
  /** Libraries: those that its package.json declares (`declared`), or only the ones named here. */
  libraries: 'declared' | string[];
  /** May it import Node's own modules? */
  node: boolean;
  /** What its tests may import of ours beyond that. */
  tests?: string[];
  /** Files that may load by `import()` what they compute: nobody can check such an import. */
  computed?: string[];
}
