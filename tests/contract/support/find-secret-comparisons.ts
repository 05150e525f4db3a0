import ts from 'typescript';

/** Words of a name that say that its value must not be guessed bit by bit. */
const SECRET_WORDS = new Set([
  'signature',
  'signatures',
  'secret',
  'token',
  'password',
  'passphrase',
  'hmac',
  'mac',
  'digest',
  'otp',
]);

const EQUALITY = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/**
 * Every comparison of a source by `===` and its kin in which a side is named for a secret and the other is a value as
 * well: not a literal, `undefined`, `null` or a number of bytes. `isHashSecret` counts names of hashes among them.
 */
export function findSecretComparisons(file: ts.SourceFile, isHashSecret: boolean): string[] {
  const found: string[] = [];
  const isSecret = (node: ts.Node): boolean => {
    const words = wordsOf(node);
    return words.some((word) => SECRET_WORDS.has(word) || (isHashSecret && word === 'hash'));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && EQUALITY.has(node.operatorToken.kind)) {
      const sides = [node.left, node.right];
      if (sides.some(isSecret) && !sides.some(isConstant)) found.push(node.getText(file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The words of the name that a value goes by: of `request.tokenHash` they are token and hash. */
function wordsOf(node: ts.Node): string[] {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
    return node.text.split(/(?<=[a-z0-9])(?=[A-Z])|_/).map((word) => word.toLowerCase());
  }
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'length' ? [] : wordsOf(node.name);
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
    return node.argumentExpression.text.split(/[^a-z0-9]/i).map((word) => word.toLowerCase());
  }
  if (ts.isCallExpression(node)) return wordsOf(node.expression);
  if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
    return wordsOf(node.expression);
  }
  return [];
}

const isConstant = (node: ts.Node): boolean =>
  ts.isLiteralExpression(node) ||
  node.kind === ts.SyntaxKind.NullKeyword ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  (ts.isIdentifier(node) && (node.text === 'undefined' || /^[A-Z][A-Z0-9_]*$/.test(node.text)));
