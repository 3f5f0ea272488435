import { Pressable, StyleSheet, Text, View } from 'react-native';
import type { ViewState } from '../page/page-view.ts';
import { useColours } from './colours.ts';
import type { ShellTexts } from './texts.ts';

export interface ProblemPageProps {
  problem: NonNullable<ViewState['problem']>;
  texts: ShellTexts;
  onRetry(): void;
}

/** Stands in for a page that could not be loaded, with a way to try again. */
export function ProblemPage({ problem, texts, onRetry }: ProblemPageProps) {
  const { background, text, button, buttonText } = useColours();
  return (
    <View style={[styles.page, { backgroundColor: background }]} accessibilityLiveRegion="assertive">
      <Text accessibilityRole="header" style={[styles.title, { color: text }]}>
        {texts[`${problem}Title`]}
      </Text>
      <Text style={[styles.body, { color: text }]}>{texts[problem]}</Text>
      <Pressable
        accessibilityRole="button"
        onPress={onRetry}
        style={[styles.button, { backgroundColor: button }]}
      >
        <Text style={[styles.label, { color: buttonText }]}>{texts.retry}</Text>
      </Pressable>
    </View>
  );
}

const styles = StyleSheet.create({
  page: {
    flex: 1,
    alignItems: 'center',
    justifyContent: 'center',
    gap: 16,
    padding: 32,
  },
  title: { fontSize: 22, fontWeight: '600', textAlign: 'center' },
  body: { fontSize: 16, textAlign: 'center' },
  // A finger needs 48 points (WCAG 2.5.8 asks for half of that).
  button: { minHeight: 48, minWidth: 160, borderRadius: 8, justifyContent: 'center', paddingHorizontal: 24 },
  label: { fontSize: 16, fontWeight: '600', textAlign: 'center' },
});
