import ts from "typescript";

/** Names of products, the same in every language, and what is typed into a terminal. */
const NAMES = new Set([
  ...["Kith", "Ring"],
  ...["Samsung Internet", "Firefox", "Chrome", "Safari", "Edge", "Opera"],
  ...["Android", "Windows", "Mac", "Linux"],
]);

const WORD = /\p{L}{2}/u;
/** "Nobody yet", but not "NotFound" and not the key "Y". */
const BEGINS_LARGE = /^[^\p{L}]*\p{Lu}\p{Ll}+(?![\p{L}\d])/u;
/** "too late", but not "mt-2 flex". */
const SEVERAL_WORDS = /^[^\p{L}]*\p{L}[\p{L}'’]*(?:[,;:]? \p{L}[\p{L}'’]*)+[^\p{L}]*$/u;
/** " min ago" of a template, but not "px 0px". */
const WORD_APART = / \p{L}{3,}(?: |$)|^\p{L}{3,} /u;

/** "12: Nobody yet" for each text of a component that stands in its source instead of in a message. */
export function literalWords(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isUnspoken(node)) return;
    const text = wordsOf(node)?.trim();
    if (text && !NAMES.has(text)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1}: ${text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function wordsOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return WORD.test(node.text) ? node.text : null;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    return WORD_APART.test(node.text) ? node.text : null;
  if (!ts.isStringLiteralLike(node) || isCompared(node)) return null;
  return BEGINS_LARGE.test(node.text) || SEVERAL_WORDS.test(node.text) ? node.text : null;
}

/** Where strings are for the compiler or the style sheet. */
function isUnspoken(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isJsxAttribute(node)) return /^(?:className|style)$/.test(node.name.getText());
  if (ts.isCallExpression(node))
    return /^(?:classNames|buttonClasses)$/.test(node.expression.getText());
  // "use client"
  return ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
}

/** The name of a key or a state: compared, never shown. */
const isCompared = ({ parent }: ts.Node): boolean =>
  ts.isCaseClause(parent) ||
  (ts.isBinaryExpression(parent) && /^(?:[!=]==|in)$/.test(parent.operatorToken.getText()));
