import { phone } from '../phone.ts';

export const applicationId = 'com.example.shop';
export const nativeApplicationVersion = '1.2.3';
export const nativeBuildVersion = '42';
export const getIosPushNotificationServiceEnvironmentAsync = async () => phone.apnsEnvironment;
