module.exports = (api) => ({
  presets: ['babel-preset-expo'],
  plugins: api.env('test') ? [requireLater] : [],
});

/** Jest runs everything as CommonJS: what is imported later is required then. */
function requireLater({ template }) {
  const required = template.expression('Promise.resolve().then(() => require(MODULE))');
  return {
    visitor: {
      CallExpression(path) {
        if (path.node.callee.type !== 'Import') return;
        path.replaceWith(required({ MODULE: path.node.arguments[0] }));
      },
    },
  };
}
