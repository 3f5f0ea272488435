import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Problem, ProblemCode, ProblemDetails } from './problems.ts';
import { CodedError, problemDetails, problems } from './problems.ts';

const all = Object.entries(problems).map(([code, problem]: [string, Problem]) => ({ code, ...problem }));
type Entry = (typeof all)[number];
const codesThat = (offend: (entry: Entry) => boolean) => all.filter(offend).map(({ code }) => code);

describe('every code', () => {
  test('is words in lower case, joined by dashes', () => {
    expect(codesThat(({ code }) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  test('says what happened and what to do, in sentences', () => {
    const isSentence = (text: string) => /^[A-Z].+[^\s.]\.$/s.test(text);
    expect(
      codesThat(({ code, title, remedy }) => {
        // This one begins with the name of the function.
        const begins = code === 'user-id-required' ? title.replace('registerDevice', 'It') : title;
        return !isSentence(begins) || !isSentence(remedy) || title === remedy;
      }),
    ).toEqual([]);
  });

  test('has the status of an error', () => {
    expect(codesThat(({ status }) => !Number.isInteger(status) || status < 400 || status > 599)).toEqual([]);
  });

  test('asks for no retry where somebody must change something first', () => {
    expect(codesThat(({ fault, retry }) => retry && ['page', 'caller', 'user'].includes(fault))).toEqual([]);
  });

  test('asks for a retry where time alone helps: no network, overload, no answer in time', () => {
    expect(
      codesThat(({ fault, status, retry }) => !retry && (fault === 'network' || [503, 504].includes(status))),
    ).toEqual([]);
  });

  test('blames the caller of HTTP with a 4xx and nothing else', () => {
    expect(codesThat(({ fault, status }) => fault === 'caller' && status >= 500)).toEqual([]);
  });

  test('says something that no other code says', () => {
    const titles = all.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });
});

describe('problem details', () => {
  test('carry all that the code says, and what came in this case', () => {
    const errors = [{ path: 'userId', message: 'Required.' }];
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    expect(problemDetails('body-invalid', { detail: 'userId is missing.', traceId, errors })).toEqual({
      type: 'urn:journeys-push:problem:body-invalid',
      code: 'body-invalid',
      title: 'The body does not have the expected shape.',
      status: 422,
      detail: 'userId is missing.',
      fault: 'caller',
      remedy: 'Correct the fields named in "errors".',
      retry: false,
      traceId,
      errors,
    });
  });

  test('are JSON for every code', () => {
    for (const { code } of all) {
      const details: ProblemDetails = problemDetails(code as ProblemCode);
      expect(JSON.parse(JSON.stringify(details))).toEqual(details);
    }
  });

  test('cannot be given another code or status', () => {
    expectTypeOf<Parameters<typeof problemDetails>[1]>().not.toHaveProperty('status');
    expectTypeOf<Parameters<typeof problemDetails>[1]>().not.toHaveProperty('code');
  });
});

test('a coded error says the case, or else the title of its code', () => {
  const error = new CodedError('body-invalid', 'userId is missing.', [
    { path: 'userId', message: 'Required.' },
  ]);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'CodedError', code: 'body-invalid', message: 'userId is missing.' });
  expect(error.errors).toEqual([{ path: 'userId', message: 'Required.' }]);
  expect(new CodedError('internal').message).toBe('The service failed.');
});
