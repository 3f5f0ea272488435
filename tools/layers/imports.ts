import ts from 'typescript';

/** One import of a source file. */
export interface Import {
  /** As written; for an `import()` of something computed, its source text. */
  specifier: string;
  /** `type` leaves nothing at run time; `lazy` is an `import()`. */
  kind: 'static' | 'lazy' | 'type';
  /** False for an `import()` whose target is computed: nobody can say what it loads. */
  known: boolean;
}

/**
 * Every import of a source text: statements, re-exports, types, `import()`, `require()`, and what `require.resolve`
 * or `import.meta.resolve` look up.
 */
export function importsOf(fileName: string, text: string): Import[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const one = importIn(node, source);
    if (one) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importIn(node: ts.Node, source: ts.SourceFile): Import | undefined {
  if (ts.isImportDeclaration(node)) return named(node.moduleSpecifier, isTypeOnly(node.importClause));
  if (ts.isExportDeclaration(node) && node.moduleSpecifier)
    return named(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return named(node.moduleReference.expression, node.isTypeOnly);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return named(node.argument.literal, true);
  }
  return ts.isCallExpression(node) ? called(node, source) : undefined;
}

function named(specifier: ts.Node, isType: boolean): Import | undefined {
  if (!ts.isStringLiteralLike(specifier)) return undefined;
  return { specifier: specifier.text, kind: isType ? 'type' : 'static', known: true };
}

/** `import type …` only: `import { type X } from 'y'` still loads y (verbatimModuleSyntax). */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function called(
  { expression, arguments: [target] }: ts.CallExpression,
  source: ts.SourceFile,
): Import | undefined {
  if (!target) return undefined;
  const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
  if (!isImport && !loaders.has(expression.getText(source))) return undefined;
  const known = ts.isStringLiteralLike(target);
  return {
    specifier: known ? target.text : target.getText(source),
    kind: isImport ? 'lazy' : 'static',
    known,
  };
}

const loaders = new Set([
  'require',
  'require.resolve',
  'import.meta.resolve',
  'createRequire(import.meta.url)',
  'createRequire(import.meta.url).resolve',
]);
