import type { Mistake } from '../mistakes.ts';
import { valueAt } from './config-words.ts';
import { isSafe, npmMistakes, type ReadNamed } from './files.ts';

/** A field that names a picture, and what the systems ask of that picture. */
interface Field {
  path: readonly string[];
  /** The least width and height, in pixels; it is square then. */
  least?: number;
  /** Android draws its shape in one colour: where nothing is transparent, that is a square. */
  isShape?: boolean;
}

const FIELDS: Field[] = [
  { path: ['appearance', 'icon'], least: 1024 },
  { path: ['appearance', 'androidIcon', 'foreground'], least: 1024 },
  { path: ['appearance', 'androidIcon', 'monochrome'], least: 1024, isShape: true },
  { path: ['appearance', 'splash', 'image'] },
  { path: ['appearance', 'splash', 'dark', 'image'] },
  { path: ['appearance', 'notificationIcon'], least: 96, isShape: true },
];

/** What is wrong with the pictures that a configuration names. */
export async function pictureMistakes(written: unknown, read: ReadNamed): Promise<Mistake[]> {
  const named = FIELDS.map((field) => ({ ...field, file: valueAt(written, field.path) }));
  // What the schema has refused is said already.
  const files = [...new Set(named.map(({ file }) => file).filter(isSafe))].filter((file) =>
    /\.png$/i.test(file),
  );
  const found = files.map(async (file) => {
    const content = await read(file);
    const mistakes = named
      .filter((field) => field.file === file)
      .flatMap((field) =>
        mistakesOf(content, field).map((words) => ({ where: file, field: field.path.join('.'), ...words })),
      );
    // One picture in two fields is wrong once.
    const once = new Map(mistakes.map((mistake) => [mistake.code, mistake]));
    return [...npmMistakes(file), ...once.values()];
  });
  return (await Promise.all(found)).flat();
}

function mistakesOf(content: Buffer | undefined, field: Field): Omit<Mistake, 'where'>[] {
  const name = field.path.join('.');
  const words = { expected: `a PNG file, which ${name} names` };
  if (!content) {
    const remedy = 'Put it there, or mend the path, which begins at the folder of the configuration.';
    return [{ ...words, code: 'asset-missing', came: 'no such file', remedy }];
  }
  const seen = pictureFacts(content);
  if (!seen) {
    const remedy = 'Save it as PNG: a new name does not make one.';
    return [{ ...words, code: 'asset-not-png', came: 'a file of another kind', remedy }];
  }
  return [...sizeMistakes(seen, field, name), ...(field.isShape ? shapeMistakes(seen, name) : [])];
}

function sizeMistakes(
  { width, height }: PictureFacts,
  { least = 0 }: Field,
  name: string,
): Omit<Mistake, 'where'>[] {
  if (least === 0 || (width === height && width >= least)) return [];
  return [
    {
      code: 'asset-wrong-size',
      expected: `a square of at least ${least} × ${least} pixels for ${name}`,
      came: `${width} × ${height}`,
      remedy: 'Export it in that size: one that is scaled up looks blurred, one that is no square is cut.',
    },
  ];
}

function shapeMistakes({ isTransparent }: PictureFacts, name: string): Omit<Mistake, 'where'>[] {
  if (isTransparent) return [];
  return [
    {
      code: 'asset-opaque',
      expected: `a white shape on transparent ground for ${name}: Android draws what is not transparent in one colour`,
      came: 'a picture without transparency, which would be a filled square',
      remedy: 'Export the mark alone, with a transparent background.',
    },
  ];
}

/** What the head of a PNG says. */
export interface PictureFacts {
  width: number;
  height: number;
  /** Something of it may be: there is a channel for it. */
  isTransparent: boolean;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Of a PNG (PNG 1.2, 4.1.1); undefined for anything else. */
export function pictureFacts(content: Buffer): PictureFacts | undefined {
  if (content.length < 33 || !content.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const colourType = content.readUInt8(25);
  const head = content.subarray(0, Math.max(0, content.indexOf('IDAT')));
  return {
    width: content.readUInt32BE(16),
    height: content.readUInt32BE(20),
    isTransparent: (colourType & 4) !== 0 || head.includes('tRNS'),
  };
}
