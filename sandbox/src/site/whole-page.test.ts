import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { isWholePage, untilKnown } from './whole-page.ts';

const fromSvelte = '<!--[--><li>x</li><!--]-->\n';

describe('whether an HTML text is a whole page', () => {
  it.each([
    ['<!doctype html><p>x', true],
    ['\xef\xbb\xbf <!-- a --> <!-- <li> -->\n<!DOCTYPE HTML>', true],
    ['<!--><html lang="en">', true],
    ['<head>', true],
    ['<header>', false],
    ['<li>x', false],
    ['<!-- <html> --><li>', false],
    ['x <html>', false],
    [fromSvelte, false],
    ['<htm', undefined],
    ['<html', undefined],
    ['<!-', undefined],
    ['<!-- <html>', undefined],
    [' ', undefined],
    ['', undefined],
    [`<!-- ${'x'.repeat(70_000)}`, false],
    [' '.repeat(70_000), false],
  ])('is told by its start: %.30s', (text, expected) => {
    expect(isWholePage(text)).toBe(expected);
  });

  it('is told at once, however many comments there are', () => {
    expect(isWholePage(`${'<!--[-->'.repeat(8_000)}${fromSvelte.repeat(1_000)}`)).toBe(false);
    expect(isWholePage(`${'<!--'.repeat(20_000)}`)).toBe(false);
  });

  it.each([
    ['<!-- a --><html><p>x</html>', true],
    [`${fromSvelte}and more`, false],
    ['<htm', false],
    ['', false],
  ])('does not depend on the pieces that it comes in: %s', async (text, expected) => {
    const told: boolean[] = [];
    const pieces = await Readable.from([...text])
      .pipe(untilKnown((isWhole) => told.push(isWhole)))
      .toArray();
    expect([told, pieces.join('')]).toEqual([[expected], text]);
  });
});
