import { type Ref, useEffect, useImperativeHandle, useState } from 'react';
import { View } from 'react-native';
import { type FakeWebView, type FakeWebViewProps, phone } from '../phone.ts';

export interface WebViewProps extends FakeWebViewProps {
  ref?: Ref<unknown>;
}

/** Draws nothing; a test plays the page. */
export function WebView({ ref, ...props }: WebViewProps) {
  const [fake] = useState((): FakeWebView => {
    const view = { props, scripts: [], wentBack: 0, gone: false };
    phone.webViews.push(view);
    return view;
  });
  fake.props = props;
  useEffect(
    () => () => {
      fake.gone = true;
    },
    [fake],
  );
  useImperativeHandle(ref, () => ({
    injectJavaScript: (script: string) => void fake.scripts.push(script),
    goBack() {
      fake.wentBack += 1;
    },
  }));
  return <View accessibilityLabel="page" />;
}
