/**
 * `--import` of this file changes one text of one source file while Node reads it. It stands before tsx, or before a
 * Node that knows TypeScript by itself, and hands on what it was given: TypeScript stays TypeScript.
 */
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { JOURNEYS_PUSH_MUTANT: given } = process.env;

// The thread of the loader reads this file too.
if (isMainThread && given) register(import.meta.url, { data: JSON.parse(given) });

/** @type {{ url: string, find: string, replace: string } | undefined} */
let change;

export function initialize(data) {
  change = data;
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  if (!change || url.split('?')[0] !== change.url) return loaded;
  const pieces = String(loaded.source).split(change.find);
  if (pieces.length !== 2)
    throw new Error(`“${change.find}” must be once in ${url}, and is there ${pieces.length - 1} times.`);
  return { ...loaded, source: pieces.join(change.replace) };
}
