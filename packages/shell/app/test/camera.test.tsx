import { JourneysPushShell } from '@journeys-push/shell/native';
import { act, render } from '@testing-library/react-native';
// biome-ignore lint/correctness/useReactNativePlatformComponents: shows that iOS never asks by it.
import { PermissionsAndroid, Platform } from 'react-native';
import { configOf, HOME } from './config.ts';
import { fileFields } from './file-fields.ts';
import { rest, visit } from './page.ts';

const android = Platform.OS === 'android';
const permissions = { camera: 'To photograph a receipt.' };

/** What the person says to Android's question; each question is counted. */
const personSays = (answer: 'granted' | 'denied' | 'never_ask_again') =>
  jest.spyOn(PermissionsAndroid, 'request').mockResolvedValue(answer);

async function open(config = configOf({ permissions })) {
  render(<JourneysPushShell config={config} />);
  await act(rest);
}

/** What opens when the person taps. */
async function tap(...taps: Record<string, string>[]) {
  const fields = fileFields();
  await visit(HOME, '', fields.globals);
  for (const attributes of taps)
    await act(async () => {
      fields.tap(attributes);
      await rest();
    });
  return fields.opened;
}

const photo = { type: 'file', accept: 'image/*', capture: '' };

if (android)
  describe('a file field that takes a photo', () => {
    test('opens the camera after the person has allowed it, and asks once', async () => {
      const asked = personSays('granted');
      await open();
      expect(await tap(photo, photo)).toEqual(['camera', 'camera']);
      expect(asked).toHaveBeenCalledTimes(1);
      expect(asked).toHaveBeenCalledWith('android.permission.CAMERA');
    });

    test.each(['denied', 'never_ask_again'] as const)(
      'takes files where the answer is %s',
      async (answer) => {
        personSays(answer);
        await open();
        expect(await tap(photo, photo)).toEqual(['files', 'files']);
      },
    );

    test('takes files where nobody can be asked', async () => {
      jest.spyOn(PermissionsAndroid, 'request').mockRejectedValue(new Error('no activity'));
      await open();
      expect(await tap(photo)).toEqual(['files']);
    });

    test('offers the camera beside files where the page leaves the choice', async () => {
      const asked = personSays('granted');
      await open();
      expect(await tap({ type: 'file', accept: '.png' })).toEqual(['files']);
      expect(asked).toHaveBeenCalledTimes(1);
    });
  });

test.each([
  ['for a field for any file', configOf({ permissions }), { type: 'file' }],
  ['for a field for text', configOf({ permissions }), { type: 'text' }],
  ['in a build that has no camera of its own', configOf(), photo],
])('nobody is asked %s', async (_, config, field) => {
  const asked = personSays('granted');
  await open(config);
  expect(await tap(field)).toHaveLength(1);
  expect(asked).not.toHaveBeenCalled();
});

test('a page of another origin cannot have the person asked', async () => {
  const asked = personSays('granted');
  await open(configOf({ permissions, links: { appHosts: ['help.example'] } }));
  const page = await visit('https://help.example/');
  await act(async () => {
    page.run("ReactNativeWebView.postMessage('journeys-push.camera')");
    await rest();
  });
  expect(asked).not.toHaveBeenCalled();
});
