import { expect, it } from 'vitest';
import { CheckResult } from '../result.ts';
import { jsonReport } from './json.ts';
import { noArrival } from './testing/problems.ts';
import { sampleResult } from './testing/sample.ts';

it('is the result without the data of its pictures', () => {
  const result = sampleResult({ problems: noArrival });
  const printed = JSON.parse(JSON.stringify(jsonReport(result)));
  expect(CheckResult.parse(printed)).toEqual(printed);
  expect(JSON.stringify(printed)).not.toContain('jpeg');
  const picture = printed.runs[0].items[0].evidence[2];
  expect(picture).toEqual({ kind: 'picture', caption: 'After the tap, app killed' });
  expect({ ...printed, runs: [] }).toEqual({ ...result, runs: [] });
  expect(result.runs[0]?.items[0]?.evidence[2]).toHaveProperty('jpeg');
});
