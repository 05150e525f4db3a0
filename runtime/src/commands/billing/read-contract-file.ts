import type { z } from 'zod';
import type { JsonValue } from '../../core/json.ts';
import { toJsonPointer } from '../../core/mapping/json-pointer.ts';
import { errorFinding, type Finding } from '../../core/validation/finding.ts';
import { ContractFile, FactsFile } from './contract-file.ts';
import { zodToPlaces } from './zod-to-places.ts';

/** A contract with its facts, or what is wrong with the files. */
export type ReadContractFile = { ok: true; file: ContractFile } | { ok: false; findings: Finding[] };

/** As many as a person reads; the rest shows once these are mended. */
const FINDINGS_MAX = 100;

/** Reads a contract's file, and the one of its facts where they are beside it. A record's id is there once. */
export function readContractFile(contract: JsonValue, facts: JsonValue | undefined): ReadContractFile {
  const read = ContractFile.safeParse(contract);
  if (!read.success) return { ok: false, findings: toFindings(read.error, []) };
  const beside = FactsFile.safeParse(facts ?? []);
  if (!beside.success) return { ok: false, findings: toFindings(beside.error, ['facts']) };
  const file = { ...read.data, facts: [...read.data.facts, ...beside.data] };
  const findings = strayFacts(file);
  return findings.length > 0 ? { ok: false, findings: findings.slice(0, FINDINGS_MAX) } : { ok: true, file };
}

/** A fact that would be left out without a word: one of an id that is taken, or of another contract. */
function strayFacts({ facts }: ContractFile): Finding[] {
  const ids = new Set<string>();
  const contractKey = facts[0]?.event.contractKey;
  return facts.flatMap(({ recordId, event }) => {
    const findings: Finding[] = [];
    if (ids.has(recordId))
      findings.push(invalid(['facts', recordId, 'id'], 'This id is taken by another fact.'));
    ids.add(recordId);
    if (event.contractKey !== contractKey) {
      findings.push(
        invalid(['facts', recordId, 'contractKey'], 'This fact is of another contract than the first.'),
      );
    }
    return findings;
  });
}

const toFindings = (error: z.core.$ZodError, place: readonly string[]): Finding[] =>
  zodToPlaces(error)
    .map(({ path, message }) => invalid([...place, ...path], message))
    .slice(0, FINDINGS_MAX);

const invalid = (path: readonly PropertyKey[], message: string): Finding =>
  errorFinding(
    'contract.invalid',
    toJsonPointer(path),
    message,
    `この項目の値が契約ファイルの形式に合っていません(${message})。`,
  );
