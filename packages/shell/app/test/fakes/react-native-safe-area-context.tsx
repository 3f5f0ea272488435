import type { PropsWithChildren } from 'react';
import { View, type ViewProps } from 'react-native';

export const initialWindowMetrics = null;
export const SafeAreaProvider = ({ children }: PropsWithChildren) => <>{children}</>;
export const SafeAreaView = (props: ViewProps) => <View {...props} />;
