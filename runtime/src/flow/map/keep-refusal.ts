import type { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { recordFailure } from '../record-failure.ts';
import { recordKeyOf } from '../subject-key.ts';
import type { MappingOutcome } from './run-mapping.ts';

/** Makes a record that its mapping or its own table refuses a dead letter, which maps this record again when replayed. */
export async function keepRefusal(
  tx: Tx,
  ctx: Ctx,
  { source, error }: { source: MappingOutcome['source']; error: AppError },
): Promise<void> {
  const { organizationId, requestId } = ctx;
  await recordFailure(tx, ctx, {
    job: {
      stage: 'map',
      key: recordKeyOf(source),
      payload: { organizationId, requestId, recordIds: [source.recordId] },
    },
    subject: {
      system: source.system,
      object: source.object,
      externalId: source.externalId,
      recordId: source.recordId,
    },
    error,
    attemptCount: 1,
    isFinal: true,
  });
}
