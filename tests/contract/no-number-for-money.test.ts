import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { findNumbers } from './support/find-numbers.ts';

const ROOT = join(import.meta.dirname, '../..');
const CORE = join(ROOT, 'runtime/src/core');

/** Counts that carry such a word, by file and name, each with its reason. */
const COUNTS: Readonly<Record<string, string>> = {
  'runtime/src/core/civil-date.ts total': 'months since year zero',
  'runtime/src/core/validation/registration-number.ts total': 'a checksum of digits',
};

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

test('no number carries an amount, a price, a quantity or a rate in core', () => {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.hub.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const program = ts.createProgram(filesIn(CORE, '.ts'), options);
  const found = program
    .getSourceFiles()
    .filter((file) => file.fileName.startsWith(CORE))
    .flatMap((file) => findNumbers(file, program.getTypeChecker()))
    .map(({ file, name }) => `${relative(ROOT, file)} ${name}`);
  expect([...new Set(found)].toSorted()).toEqual(Object.keys(COUNTS).toSorted());
});

test('the search sees what it is for: declared and inferred numbers, in types, parameters and results', () => {
  const source = `
    type Line = { unitPrice: number; netMinor: bigint; rates: number[]; note: string; generated: number };
    const total = 1 + 2;
    function taxOf(quantity: number | null, digits: number): number { return digits; }
    const feeOf = (text: string) => Number(text);
    const { discount } = { discount: 0.1 };
    const text = String(Number(discount)) + parseFloat('1').toFixed() + new Big('1').toNumber();
    const NET_DAYS_MAX = 365;
    const byRate = (one: Line, other: Line): number => one.note.length - other.note.length;
    const tax: string | number | boolean | null = JSON.parse('1');
  `;
  const host = ts.createCompilerHost({});
  const parsed = ts.createSourceFile('probe.ts', source, ts.ScriptTarget.ES2023, true);
  const program = ts.createProgram(
    ['probe.ts'],
    { strict: true, noEmit: true },
    {
      ...host,
      getSourceFile: (name, options) => (name === 'probe.ts' ? parsed : host.getSourceFile(name, options)),
    },
  );
  const names = findNumbers(parsed, program.getTypeChecker()).map(({ name }) => name);
  expect(new Set(names)).toEqual(
    new Set([
      'unitPrice',
      'rates',
      'total',
      'taxOf',
      'quantity',
      'feeOf',
      'discount',
      'Number(discount)',
      "new Big('1').toNumber()",
    ]),
  );
});

test('no mapping script turns text into a number, except to sort by a position', () => {
  const counts = new Set(['mappings/hubspot-deal/script.js Number(position)']);
  const scripts = filesIn(join(ROOT, 'mappings'), '.js');
  expect(scripts.length).toBeGreaterThan(0);
  const found = scripts.flatMap((path) => {
    const file = ts.createSourceFile(path, ts.sys.readFile(path) ?? '', ts.ScriptTarget.ES2023, true);
    return numberCalls(file).map((call) => `${relative(ROOT, path)} ${call}`);
  });
  expect(found.filter((call) => !counts.has(call))).toEqual([]);
});

/** Every place of a script where text becomes a number, or a number is written with decimals. */
function numberCalls(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isConversion =
      ts.isCallExpression(node) &&
      /^(Number|parseFloat|parseInt|Number\.parse\w+|Math\.\w+)$/.test(node.expression.getText());
    const isSigned = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken;
    const isDecimal = ts.isNumericLiteral(node) && !/^[0-9_]+$/.test(node.getText());
    if (isConversion || isSigned || isDecimal) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
