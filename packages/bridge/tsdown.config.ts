import { defineConfig, type TsdownPlugin } from 'tsdown';

/** The script tag's file once more, as a module whose default export is its text: what shell and sandbox inject. */
const asText: TsdownPlugin = {
  name: 'iife-as-text',
  generateBundle(_options, bundle) {
    const script = bundle['bridge.iife.js'];
    if (script?.type !== 'chunk') throw new Error('bridge.iife.js was not built');
    const source = `export default ${JSON.stringify(script.code)};\n`;
    const types =
      '/** The bridge as a classic script. */\ndeclare const script: string;\nexport default script;\n';
    this.emitFile({ type: 'asset', fileName: 'iife.js', source });
    this.emitFile({ type: 'asset', fileName: 'iife.d.ts', source: types });
  },
};

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/react.ts'],
    format: ['esm', 'cjs'],
    dts: { eager: true },
    platform: 'neutral',
    fixedExtension: false,
    // The contract's types as they are written, whether or not it has been built: they become part of ours.
    inputOptions: { resolve: { conditionNames: ['journeys-push-source', 'import', 'default'] } },
  },
  {
    entry: { bridge: 'src/script-tag.ts' },
    format: 'iife',
    minify: true,
    dts: false,
    platform: 'browser',
    target: 'es2020',
    plugins: [asText],
  },
]);
