import type { AppConfig } from '@journeys-push/contract/app-config';

/** One kind of data in Apple's privacy manifest. */
interface Collected {
  NSPrivacyCollectedDataType: string;
  NSPrivacyCollectedDataTypeLinked: boolean;
  NSPrivacyCollectedDataTypeTracking: boolean;
  NSPrivacyCollectedDataTypePurposes: string[];
}

const linked = (type: string, purposes: string[]): Collected => ({
  NSPrivacyCollectedDataType: `NSPrivacyCollectedDataType${type}`,
  NSPrivacyCollectedDataTypeLinked: true,
  NSPrivacyCollectedDataTypeTracking: false,
  NSPrivacyCollectedDataTypePurposes: purposes.map(
    (purpose) => `NSPrivacyCollectedDataTypePurpose${purpose}`,
  ),
});

/** What React Native itself asks iOS for; CocoaPods adds what the libraries declare. Apple wants a reason for each. */
const accessed = Object.entries({
  FileTimestamp: 'C617.1',
  SystemBootTime: '35F9.1',
  UserDefaults: 'CA92.1',
}).map(([category, reason]) => ({
  NSPrivacyAccessedAPIType: `NSPrivacyAccessedAPICategory${category}`,
  NSPrivacyAccessedAPITypeReasons: [reason],
}));

/**
 * What the shell itself sends to the gateway, for iOS' privacy manifest (PrivacyInfo.xcprivacy): token and installation
 * id, the user's id, and opens. What the site collects is its owner's to declare.
 */
export function privacyManifest({ pushProvider }: Pick<AppConfig, 'pushProvider'>) {
  return {
    NSPrivacyTracking: false,
    NSPrivacyTrackingDomains: [],
    NSPrivacyAccessedAPITypes: accessed,
    NSPrivacyCollectedDataTypes:
      pushProvider === 'none'
        ? []
        : [
            linked('DeviceID', ['AppFunctionality', 'DeveloperAdvertising']),
            linked('UserID', ['AppFunctionality', 'DeveloperAdvertising']),
            linked('ProductInteraction', ['Analytics', 'DeveloperAdvertising']),
          ],
  };
}
