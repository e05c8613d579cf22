// A rule of textlint's: each kind has regular expressions, which are searched for in the whole text.
const patterns = require("../patterns.json");

module.exports = function (context) {
  const { Syntax, RuleError, report, getSource, locator } = context;
  const kinds = Object.entries(patterns).flatMap(([kind, listed]) =>
    listed.map((pattern) => [kind, new RegExp(pattern, "gmu")]),
  );
  return {
    [Syntax.Document](node) {
      const text = getSource(node);
      for (const [kind, pattern] of kinds) {
        for (const found of text.matchAll(pattern)) {
          const range = [found.index, found.index + Math.max(1, found[0].length)];
          report(node, new RuleError(kind, { padding: locator.range(range) }));
        }
      }
    },
  };
};
