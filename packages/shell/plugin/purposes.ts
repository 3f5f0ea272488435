import type { AppConfig } from '@journeys-push/contract/app-config';

/** A sentence that iOS shows before the app uses something. */
export interface Purpose {
  key: `NS${string}UsageDescription`;
  text: string;
  /** The configuration has this sentence. */
  configured: boolean;
  why: string;
}

const ENDS = 'iOS ends an app that has no such sentence';

/**
 * What a WebView offers by itself, whatever its pages are: a photo for a file field, and a picture to be saved. Who
 * accepts without a sentence in the app does not get a refusal: the app is ended.
 */
export function purposesOf({
  identity: { name },
  permissions,
}: Pick<AppConfig, 'identity' | 'permissions'>): Purpose[] {
  const { camera, microphone } = permissions ?? {};
  return [
    {
      key: 'NSCameraUsageDescription',
      text: camera ?? `You can take a photo to upload it in ${name}.`,
      configured: camera !== undefined,
      why: `${ENDS} when a person takes a photo for a file field of a page.`,
    },
    {
      key: 'NSMicrophoneUsageDescription',
      text: microphone ?? `You can record a video with sound to upload it in ${name}.`,
      configured: microphone !== undefined,
      why: `${ENDS} when a person records a video for a file field of a page.`,
    },
    {
      key: 'NSPhotoLibraryAddUsageDescription',
      text: `You can save pictures of ${name} to your photos.`,
      configured: false,
      why: `${ENDS} when a person saves a picture of a page.`,
    },
  ];
}
