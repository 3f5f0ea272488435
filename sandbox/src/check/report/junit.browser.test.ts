import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChromium } from '../../report/testing/chromium.ts';
import { junitReport } from './junit.ts';
import { hostile, hostileText } from './testing/hostile.ts';
import { sampleResult } from './testing/sample.ts';
import { xmlText } from './xml-text.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

/** A browser's XML parser is strict and already here. */
const parsed = async (xml: string) => {
  const page = await browser.newPage();
  return page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'text/xml');
    const first = document.querySelector('testcase');
    return {
      error: document.querySelector('parsererror')?.textContent,
      cases: document.querySelectorAll('testsuites > testsuite > testcase').length,
      name: first?.getAttribute('name'),
      message: first?.querySelector('failure')?.getAttribute('message'),
      output: first?.querySelector('system-out')?.textContent,
    };
  }, xml);
};

it('is well-formed XML that says what the result says', async () => {
  const { error, cases, name } = await parsed(junitReport(sampleResult()));
  expect({ error, cases, name }).toEqual({
    error: undefined,
    cases: 90,
    name: '1. Prompting shows the system dialog',
  });
});

it('stays well-formed whatever a page answers', async () => {
  const { error, cases, name, message, output } = await parsed(junitReport(hostile(sampleResult())));
  expect(error).toBeUndefined();
  expect(cases).toBe(90);
  expect(name).toBe(`1. ${xmlText(hostileText)}`);
  expect(message).toContain(xmlText(hostileText));
  expect(output).toContain(xmlText(hostileText));
});
