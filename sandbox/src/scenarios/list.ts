import askedOnceOnIphone from './asked-once-on-iphone.ts';
import callWithoutNetwork from './call-without-network.ts';
import channelOff from './channel-off.ts';
import daysLater from './days-later.ts';
import deadToken from './dead-token.ts';
import deepLink from './deep-link.ts';
import deniedTwiceOnAndroid from './denied-twice-on-android.ts';
import dozingPhone from './dozing-phone.ts';
import dynamicsThrottles from './dynamics-throttles.ts';
import expiredIdentityToken from './expired-identity-token.ts';
import forceStopped from './force-stopped.ts';
import linkToAnotherSite from './link-to-another-site.ts';
import loginBeforePermission from './login-before-permission.ts';
import nextPersonOnThePhone from './next-person-on-the-phone.ts';
import nobodyClaimsAnother from './nobody-claims-another.ts';
import offlineForAWhile from './offline-for-a-while.ts';
import pageDecidesInFront from './page-decides-in-front.ts';
import permissionGrantedLater from './permission-granted-later.ts';
import providerInTrouble from './provider-in-trouble.ts';
import quietAtFirst from './quiet-at-first.ts';
import registeredManyTimes from './registered-many-times.ts';
import restoredOnANewPhone from './restored-on-a-new-phone.ts';
import sandboxTokenInProduction from './sandbox-token-in-production.ts';
import sentButNotShown from './sent-but-not-shown.ts';
import signOut from './sign-out.ts';
import signOutWithoutNetwork from './sign-out-without-network.ts';
import tapBeforeThePageListens from './tap-before-the-page-listens.ts';
import tapWhileClosed from './tap-while-closed.ts';
import tapWithoutNetwork from './tap-without-network.ts';
import type { NamedScenario, Scenario } from './telling/scenario.ts';
import tokenChanges from './token-changes.ts';
import tokenRotatedDuringSignOut from './token-rotated-during-sign-out.ts';
import twoPeopleTakingTurns from './two-people-taking-turns.ts';
import twoPhonesOfOnePerson from './two-phones-of-one-person.ts';
import upgradedToAndroid13 from './upgraded-to-android-13.ts';

/** By name: that of the file. In the order in which somebody may want to read them. */
const files: Record<string, Scenario> = {
  // Taps and links
  'tap-while-closed': tapWhileClosed,
  'tap-before-the-page-listens': tapBeforeThePageListens,
  'tap-without-network': tapWithoutNetwork,
  'deep-link': deepLink,
  'link-to-another-site': linkToAnotherSite,
  // Permission
  'login-before-permission': loginBeforePermission,
  'permission-granted-later': permissionGrantedLater,
  'asked-once-on-iphone': askedOnceOnIphone,
  'denied-twice-on-android': deniedTwiceOnAndroid,
  'upgraded-to-android-13': upgradedToAndroid13,
  'quiet-at-first': quietAtFirst,
  // Who the phone belongs to
  'sign-out': signOut,
  'sign-out-without-network': signOutWithoutNetwork,
  'next-person-on-the-phone': nextPersonOnThePhone,
  'two-people-taking-turns': twoPeopleTakingTurns,
  'two-phones-of-one-person': twoPhonesOfOnePerson,
  'nobody-claims-another': nobodyClaimsAnother,
  'expired-identity-token': expiredIdentityToken,
  // Tokens
  'token-changes': tokenChanges,
  'token-rotated-during-sign-out': tokenRotatedDuringSignOut,
  'registered-many-times': registeredManyTimes,
  'restored-on-a-new-phone': restoredOnANewPhone,
  'dead-token': deadToken,
  'sandbox-token-in-production': sandboxTokenInProduction,
  'days-later': daysLater,
  // What is shown, and why not
  'sent-but-not-shown': sentButNotShown,
  'page-decides-in-front': pageDecidesInFront,
  'channel-off': channelOff,
  'force-stopped': forceStopped,
  'dozing-phone': dozingPhone,
  'offline-for-a-while': offlineForAWhile,
  // When something is down
  'call-without-network': callWithoutNetwork,
  'provider-in-trouble': providerInTrouble,
  'dynamics-throttles': dynamicsThrottles,
};

export const scenarios: NamedScenario[] = Object.entries(files).map(([name, told]) => ({ name, ...told }));
