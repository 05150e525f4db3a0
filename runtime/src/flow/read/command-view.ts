import type { HeldCommand } from '../../core/invoice/held-commands.ts';
import type { JsonObject } from '../../core/json.ts';
import type { approvalRequests } from '../../db/schema/index.ts';

/** A command that an approval request holds, as people read it. */
export type CommandView = {
  name: HeldCommand;
  /** In major units of the invoice's currency; null for one that names none. */
  amount: string | null;
  reason: string;
  /** As it was asked, and as it is run. */
  input: JsonObject;
};

/** The command of a request; null for the request of a submission. */
export function toCommandView({
  command,
  commandInput,
}: Pick<typeof approvalRequests.$inferSelect, 'command' | 'commandInput'>): CommandView | null {
  if (command === null || commandInput === null) return null;
  const { amount, reason } = commandInput;
  return {
    name: command,
    amount: typeof amount === 'string' ? amount : null,
    reason: typeof reason === 'string' ? reason : '',
    input: commandInput,
  };
}
