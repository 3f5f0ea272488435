import { Platform } from 'react-native';

const ios = Platform.OS === 'ios';
export const isDevice = true;
export const modelId = ios ? 'iPhone15,2' : null;
export const modelName = ios ? 'iPhone 14 Pro' : 'Pixel 8';
export const osVersion = ios ? '17.0' : '14';
export const supportedCpuArchitectures = [ios ? 'arm64e' : 'arm64-v8a'];
