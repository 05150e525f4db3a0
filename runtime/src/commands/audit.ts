import { type CommandGroup, runCommandOfGroup } from './command-group.ts';

/** What `seikyu audit …` can do. */
const COMMANDS: CommandGroup = {
  verify: {
    run: async (args) => (await import('./audit/audit-verify.ts')).auditVerifyCommand(args),
    use: 'verify [--organization NAME] [--anchors FILE] [--file EXPORT.ndjson]',
  },
  blank: {
    run: async (args) => (await import('./audit/audit-blank.ts')).auditBlankCommand(args),
    use: 'blank --organization NAME --object KIND/ID --reason TEXT',
  },
};

/** Runs a command about the audit trail; 2 when there is no such command. */
export const auditCommand = (args: string[]): Promise<number> => runCommandOfGroup('audit', COMMANDS, args);
