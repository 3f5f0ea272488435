import { stripVTControlCharacters, styleText } from 'node:util';

export type Paint = (color: 'green' | 'red' | 'yellow', text: string) => string;

/** Colours for a terminal; plain text elsewhere, and for who has set NO_COLOR (no-color.org). */
export const paintFor = (stream: Stream): Paint => (showsColours(stream) ? styleText : (_, text) => text);

/** The same for a text that citty has coloured, which it does wherever it goes. */
export const plainFor = (stream: Stream, text: string): string =>
  showsColours(stream) ? text : stripVTControlCharacters(text);

type Stream = Pick<NodeJS.WriteStream, 'isTTY'>;

const showsColours = ({ isTTY }: Stream): boolean => Boolean(isTTY) && !process.env.NO_COLOR;
