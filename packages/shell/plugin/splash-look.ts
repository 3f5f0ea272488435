import type { AppConfig } from '@journeys-push/contract/app-config';

type Splash = NonNullable<NonNullable<AppConfig['appearance']>['splash']>;

/** White without a logo, unless the configuration says otherwise: Expo's template shows a drawing of its own. */
export const splashOf = ({ appearance }: Pick<AppConfig, 'appearance'>): Splash =>
  appearance?.splash ?? { background: '#ffffff' };
