import { styleText } from 'node:util';

export type Paint = (color: 'green' | 'red' | 'yellow', text: string) => string;

/** Colours for a terminal; plain text elsewhere, and for who has set NO_COLOR (no-color.org). */
export const paintFor = ({ isTTY }: Pick<NodeJS.WriteStream, 'isTTY'>): Paint =>
  isTTY && !process.env.NO_COLOR ? styleText : (_, text) => text;
