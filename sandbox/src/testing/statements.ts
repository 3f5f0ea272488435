import { Lexer, type Token, type Tokens } from 'marked';

/**
 * The statements of a chapter of facts, numbered: `§6.1-3b` is the second part of the third line of §6.1. A line is an
 * item of a list, a row of a table without its head, or a paragraph that is more than a heading; its parts end with a
 * full stop or a semicolon.
 */
export function statementsOf(markdown: string, chapter: string): Map<string, string> {
  const statements = new Map<string, string>();
  for (const [section, lines] of sectionsOf(new Lexer().lex(markdown), chapter)) {
    for (const [index, line] of lines.entries()) {
      for (const [at, part] of partsOf(line).entries()) {
        statements.set(`§${section}-${index + 1}${String.fromCharCode(97 + at)}`, part);
      }
    }
  }
  return statements;
}

function sectionsOf(tokens: Token[], chapter: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] | undefined;
  for (const token of tokens) {
    if (token.type === 'heading') {
      const [number = ''] = (token as Tokens.Heading).text.split(' ');
      lines = number.startsWith(`${chapter}.`) && /\d$/.test(number) ? [] : undefined;
      if (lines) sections.set(number, lines);
    } else lines?.push(...linesOf(token).map(plain).filter(isStatement));
  }
  return sections;
}

function linesOf(token: Token): string[] {
  if (token.type === 'list') return (token as Tokens.List).items.map(({ text }) => text);
  if (token.type === 'table')
    return (token as Tokens.Table).rows.map((row) =>
      row
        .map(({ text }) => text)
        .filter((text) => text !== '')
        .join(' | '),
    );
  return token.type === 'paragraph' ? [(token as Tokens.Paragraph).text] : [];
}

/** Without the marks of its sources. */
const plain = (line: string): string => line.replaceAll(/\s*\[[^\]]*\]/g, '').trim();
const isStatement = (line: string): boolean => !/^\*\*[^*]+\*\*$/.test(line);
const partsOf = (line: string): string[] => line.replaceAll('**', '').split(/(?<=[.;])\s+/);

/** The numbers in a text: `§6.1-3a`, `§6.1-3a–c` for several parts of a line, `§6.1-3a, c`. */
export function numbersIn(text: string): Set<string> {
  const numbers = new Set<string>();
  for (const [, line = '', parts = ''] of text.matchAll(
    /(§\d+\.\d+-\d+)([a-z](?:–[a-z])?(?:, [a-z](?:–[a-z])?\b)*)/g,
  ))
    for (const part of parts.split(', ')) for (const letter of lettersOf(part)) numbers.add(line + letter);
  return numbers;
}

function lettersOf(part: string): string[] {
  const [first = 0, last = first] = part.split('–').map((letter) => letter.charCodeAt(0));
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
}
