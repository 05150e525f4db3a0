import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../core/app-error.ts';
import { RuleSet } from '../../core/rules/rule-set.ts';
import type { ReadyData, ReadyRules } from '../../flow/ports.ts';
import { loadTemplateFolder } from '../render/load-template-folder.ts';
import { loadMappingFolders } from './load-mapping-folders.ts';

const MAPPINGS_FOLDER = fileURLToPath(new URL('../../../../mappings/', import.meta.url));

/** Reads what lies in mappings/, checked. Throws `mapping.*`, `rules.definition_invalid` or `config.invalid`. */
export async function loadReadyData(folder = MAPPINGS_FOLDER): Promise<ReadyData> {
  const [mappings, template, usd, jpy] = await Promise.all([
    loadMappingFolders(folder),
    loadTemplateFolder(join(folder, 'templates', 'standard-invoice')),
    readRules(join(folder, 'rules', 'standard.json')),
    readRules(join(folder, 'rules', 'standard-jpy.json')),
  ]);
  return {
    mappings,
    template,
    rulesFor: (currency) =>
      [usd, jpy].find(({ definition }) => definition['currency'] === currency) ??
      // A ceiling is an amount of money: in a currency that nobody thought of, a person decides.
      withHash(JSON.stringify({ ...usd.definition, currency, defaultRow: {} })),
  };
}

async function readRules(path: string): Promise<ReadyRules> {
  return withHash(await readFile(path, 'utf8'));
}

function withHash(text: string): ReadyRules {
  const definition = JSON.parse(text);
  if (!RuleSet.safeParse(definition).success) throw new AppError('rules.definition_invalid');
  return { definition, hash: createHash('sha256').update(text).digest('hex') };
}
