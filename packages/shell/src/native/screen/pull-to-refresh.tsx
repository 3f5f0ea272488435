import { type PropsWithChildren, useState } from 'react';
import { Platform, RefreshControl, ScrollView, StyleSheet } from 'react-native';

export interface PullToRefreshProps {
  /** The page is scrolled to its top: pulling it further down asks for a fresh one. */
  enabled: boolean;
  onRefresh(): void;
}

/** On Android the gesture needs a view around the WebView; on iOS the WebView has it itself. */
export function PullToRefresh({ enabled, onRefresh, children }: PropsWithChildren<PullToRefreshProps>) {
  const [refreshing, setRefreshing] = useState(false);
  if (Platform.OS !== 'android') return children;
  const refresh = () => {
    onRefresh();
    // The page shows how far it is by itself; the control only says that it has heard.
    setRefreshing(true);
    setTimeout(() => setRefreshing(false), HEARD_MS);
  };
  return (
    <ScrollView
      contentContainerStyle={styles.content}
      refreshControl={<RefreshControl enabled={enabled} refreshing={refreshing} onRefresh={refresh} />}
    >
      {children}
    </ScrollView>
  );
}

const HEARD_MS = 600;
const styles = StyleSheet.create({ content: { flex: 1 } });
