import type { AppConfig } from '@journeys-push/contract/app-config';
import { androidExpectations } from './expectations/android.ts';
import { appearanceExpectations } from './expectations/appearance.ts';
import type { Expectation } from './expectations/finding.ts';
import { iosExpectations } from './expectations/ios.ts';
import { iosProjectName } from './ios-project-name.ts';

/**
 * What a build of this configuration promises about the native projects, file by file: the plan before it is written,
 * and the check after. Pure: the caller reads each `file` and hands its text to `check`.
 *
 * `iosName` is the name of the Xcode project: where it is already written, what `ios/*.xcodeproj` is called.
 */
export function expectations(
  config: AppConfig,
  iosName: string = iosProjectName(config.identity.name),
): Expectation[] {
  return [
    ...androidExpectations(config),
    ...iosExpectations(config, iosName),
    ...appearanceExpectations(config, iosName),
  ];
}

export type { Expectation } from './expectations/finding.ts';
