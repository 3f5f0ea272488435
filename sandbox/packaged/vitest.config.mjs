export default { test: { globals: true, include: ['runner.test.mjs'] } };
