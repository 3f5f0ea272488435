import { expect, it } from 'vitest';
import { junitReport } from './junit.ts';
import { noArrival, stoppedAtApns } from './testing/problems.ts';
import { sampleResult } from './testing/sample.ts';

const caseOf = (xml: string, name: string) =>
  xml.match(new RegExp(`<testcase [^>]*name="${name}.*?</testcase>`, 's'))?.[0] ?? '';

it('has a suite for every run and a case for every item', () => {
  const xml = junitReport(sampleResult());
  expect(xml).toContain(
    '<testsuites name="journeys-push check" tests="90" failures="0" errors="0" skipped="0">',
  );
  expect(xml.match(/<testsuite /g)).toHaveLength(6);
  expect(xml).toMatch(/<testsuite [^>]*name="Pixel 8, page with median-js-bridge"[^>]*time="5.96"/);
  expect(xml).toMatch(
    /<testcase classname="journeys-push.iphone.bare" name="14. Tapping it opens the right URL or in-app destination" time="0.698">/,
  );
});

it('says of a failure what was expected, what came and what to do', () => {
  const failed = caseOf(junitReport(sampleResult({ problems: noArrival })), '12. ');
  expect(failed).toContain('type="failed"');
  expect(failed).toContain(
    'message="expected a notification “Your renewal is due” on the screen of the iPhone 17; came no',
  );
  expect(failed).toContain(
    'What to do: Give the channel the key for development builds, or check a release build.',
  );
});

it('shows a blocked item as an error, so that no viewer takes it for green', () => {
  const xml = junitReport(sampleResult({ problems: noArrival }));
  expect(xml).toContain('tests="90" failures="2" errors="2" skipped="0"');
  expect(caseOf(xml, '14. ')).toContain(
    '<error message="blocked by item 12: expected a notification on the screen to tap; came no notification" type="blocked">',
  );
});

it('keeps the evidence that is text', () => {
  const output = /<system-out>.*?<\/system-out>/s.exec(junitReport(sampleResult()))?.[0];
  expect(output).toContain(
    'median.msdynamics.registerDevice({ userId: \'abc123-user-uuid\' })\n    {"success":true',
  );
  expect(output).toContain('location.href after the tap, app killed: https://app.example.com/offers/42');
  expect(output).toContain('Picture, in the HTML report: After the tap, app killed');
  expect(output).toContain('    ios …4b92d65a of b1f3c2d4-0a5e-4c71-9d2b-6e8f7a901234: Success\n');
  expect(output).toContain('      +23 ms  Shell     PUT /v1/installations');
});

it('says where a push stopped, why and whose matter that is', () => {
  const failed = caseOf(junitReport(sampleResult({ problems: stoppedAtApns })), '12. ');
  expect(failed).toContain('Stopped at: APNs (Unregistered): The token is dead.\nWhose:      the person’s');
  expect(failed).toContain('What to do: Open the app again.\nIn general: The timeline shows');
});
