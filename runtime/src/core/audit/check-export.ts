import type { AuditAnchor } from './anchor.ts';
import { type AnchorFinding, createAnchorCheck } from './check-anchors.ts';
import { type ChainBreak, type ChainCheck, type ChainEnd, createChainCheck } from './check-chain.ts';
import type { ExportLine } from './export-line.ts';

/** What the check of an exported trail found. Blanked entries of which the export does not tell are not held against it. */
export type ExportVerdict = {
  organizationId: string;
  after: ChainEnd;
  end: ChainEnd;
  brokenAt: ChainBreak | undefined;
  /** False for a file that was cut off, or whose end does not fit. */
  isComplete: boolean;
  anchors: AuditAnchor[];
  anchorFindings: AnchorFinding[];
};

/** Takes the lines of an exported trail one after the other. */
export type ExportCheck = {
  next(line: ExportLine): void;
  /** Undefined for a file without the line that it should begin with. */
  verdict(): ExportVerdict | undefined;
};

/** Starts a check of an export by itself: no database and no key of the hub is needed. */
export function createExportCheck(kept: readonly AuditAnchor[] = []): ExportCheck {
  let head: Extract<ExportLine, { type: 'seikyu.audit.export' }> | undefined;
  let chain: ChainCheck = createChainCheck();
  let brokenAt: ChainBreak | undefined;
  let isComplete = false;
  const anchors: AuditAnchor[] = [];
  const ends: ChainEnd[] = [];
  const passed = new Set<number>();
  return {
    next(line) {
      isComplete = false;
      if (line.type === 'seikyu.audit.export') {
        head = line;
        chain = createChainCheck(line.after);
        for (const anchor of kept) {
          if (anchor.organizationId === line.organizationId) passed.add(anchor.sequence);
        }
      } else if (line.type === 'anchor') {
        const { type: _type, ...anchor } = line;
        anchors.push(anchor);
        passed.add(anchor.sequence);
      } else if (line.type === 'end') {
        const end = chain.end();
        isComplete =
          head !== undefined &&
          line.sequence === end.sequence &&
          line.hash === end.hash &&
          line.count === end.sequence - head.after.sequence;
      } else if (brokenAt === undefined) {
        brokenAt = chain.next({ sequence: line.sequence, entryId: line.id }, line);
        // Anchors come before the entries of their stretch, so only these few hashes are kept.
        if (brokenAt === undefined && passed.has(line.sequence)) ends.push(chain.end());
      }
    },
    verdict() {
      if (head === undefined) return undefined;
      const { after, organizationId } = head;
      const end = chain.end();
      const inStretch = (anchor: AuditAnchor): boolean =>
        anchor.organizationId === organizationId &&
        anchor.sequence > after.sequence &&
        anchor.sequence <= end.sequence;
      const all = [...anchors, ...kept.filter(inStretch)];
      const check = createAnchorCheck(all, undefined);
      ends.forEach(check.pass);
      return {
        organizationId,
        after,
        end,
        brokenAt,
        isComplete,
        anchors: all,
        anchorFindings: check.findings(),
      };
    },
  };
}
