import ts from 'typescript';

/** Calls whose first argument goes to the database as it is, without parameters of its own. */
const TAKES_TEXT = new Set(['raw', 'unsafe', 'execute', 'executeSql', 'query']);
/** Of these, the ones that are asked for anything but text as well: a tagged statement, a vendor's search. */
const TAKES_MORE = new Set(['execute', 'executeSql', 'query']);

/** Every call of a source that hands the database a statement that is put together from text. */
export function findSqlFromText(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const method = node.expression.name.text;
      const [text] = node.arguments;
      const isOurs = method !== 'raw' || node.expression.expression.getText(file) === 'sql';
      if (TAKES_TEXT.has(method) && isOurs && text !== undefined && isPutTogether(text, method)) {
        found.push(`${method}(${text.getText(file)})`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A literal is as safe as a file of SQL; of a name nobody knows what it holds. */
function isPutTogether(text: ts.Expression, method: string): boolean {
  if (ts.isStringLiteral(text) || ts.isNoSubstitutionTemplateLiteral(text)) return false;
  const isText = ts.isTemplateExpression(text) || ts.isBinaryExpression(text);
  return isText || !TAKES_MORE.has(method);
}
