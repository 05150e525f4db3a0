import ts from 'typescript';

/** A word of a name that says that it carries money, or what money is computed from. */
const MONEY_WORD =
  /^(amount|price|quantity|quantities|rate|total|tax|taxes|net|gross|discount|fee|minor|percent)s?$/;

/** A word that says that a name counts something about it, such as `NET_DAYS_MAX`. */
const COUNT_WORD = /^(days|decimals|digits|count|length|position|positions)$/;

/**
 * Declarations whose name has such a word and whose value is a number, or holds or returns one, and calls that make a number of
 * such a value. Comparators (`byRate`) tell
 * an order, and JSON that was not read yet may be anything.
 */
export function findNumbers(file: ts.SourceFile, checker: ts.TypeChecker): { file: string; name: string }[] {
  const found: { file: string; name: string }[] = [];
  const visit = (node: ts.Node): void => {
    const conversion = conversionOf(node);
    if (conversion !== null) found.push({ file: file.fileName, name: conversion });
    if (isNamed(node)) {
      const name = node.name.text;
      if (isAboutMoney(wordsOf(name))) {
        const type = checker.getTypeAtLocation(node);
        if (carriesNumber(type, checker)) found.push({ file: file.fileName, name });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The text of a call that makes a number of a decimal, or null. */
function conversionOf(node: ts.Node): string | null {
  if (!ts.isCallExpression(node)) return null;
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'toNumber') return node.getText();
  if (!ts.isIdentifier(callee) || !/^(Number|parseFloat|parseInt)$/.test(callee.text)) return null;
  const words =
    node.arguments
      .map((argument) => argument.getText())
      .join(' ')
      .match(/[A-Za-z_]+/g) ?? [];
  return words.some((word) => isAboutMoney(wordsOf(word))) ? node.getText() : null;
}

type Named = ts.NamedDeclaration & { name: ts.Identifier | ts.StringLiteral };

function isNamed(node: ts.Node): node is Named {
  const isDeclaration =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isMethodDeclaration(node);
  return (
    isDeclaration && node.name !== undefined && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name))
  );
}

const isAboutMoney = (words: readonly string[]): boolean =>
  words[0] !== 'by' &&
  words.some((word) => MONEY_WORD.test(word)) &&
  !words.some((word) => COUNT_WORD.test(word));

/** `unitPriceMinor` and `UNIT_PRICE_MINOR` are unit, price, minor. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');

function carriesNumber(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnion()) return !isJson(type) && type.types.some((part) => carriesNumber(part, checker));
  if ((type.flags & ts.TypeFlags.NumberLike) !== 0) return true;
  if (checker.isArrayType(type)) {
    return checker.getTypeArguments(type as ts.TypeReference).some((part) => carriesNumber(part, checker));
  }
  return type.getCallSignatures().some((signature) => {
    const result = signature.getReturnType();
    return (result.flags & ts.TypeFlags.NumberLike) !== 0;
  });
}

const isJson = (type: ts.UnionType): boolean =>
  [ts.TypeFlags.StringLike, ts.TypeFlags.BooleanLike].every((flag) =>
    type.types.some((part) => (part.flags & flag) !== 0),
  );
