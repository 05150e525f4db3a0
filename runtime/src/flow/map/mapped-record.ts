import type { CanonicalKind, CanonicalRecords } from '../../core/canonical/schemas.ts';

/** A record after its mapping, with the record version and mapping version that it came from. */
export type MappedRecord<Kind extends CanonicalKind> = {
  kind: Kind;
  value: CanonicalRecords[Kind];
  source: {
    system: string;
    connectionId: string | null;
    object: string;
    externalId: string;
    recordId: string;
  };
  mappingVersionId: string;
};

/** A mapped record of any kind. */
export type AnyMappedRecord = { [Kind in CanonicalKind]: MappedRecord<Kind> }[CanonicalKind];
