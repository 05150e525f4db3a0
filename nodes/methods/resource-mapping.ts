import type {
  FieldType,
  ILoadOptionsFunctions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';
import { askHubForJson } from '../transport/hub-request';
import { mappingPath } from '../transport/mapping-path';

/** A field that a mapping can read, as the hub tells of it. */
interface SourceField {
  path: string;
  label: string;
  type: string;
}

/** What is not here is text: an amount that n8n took for a number would lose digits. */
const TYPES: Readonly<Record<string, FieldType>> = { boolean: 'boolean', list: 'array' };

/** The fields behind "Mapped Below". */
export const resourceMapping = {
  async getSourceFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
    const [system, object] = ['system', 'object'].map((name) =>
      String(this.getCurrentNodeParameter(name) ?? '').trim(),
    );
    if (system === '' || object === '') return { fields: [] };
    const { source } = await askHubForJson<{ source: SourceField[] }>(this, {
      method: 'GET',
      path: mappingPath(`${system}/${object}`, '/fields'),
      doing: 'loading the fields of the mapping',
    });
    // An element of a list has no place that could be named here, and an object is filled by its members.
    const leaves = source.filter(({ path, type }) => !path.includes('[') && type !== 'object');
    return { fields: leaves.map(toField) };
  },
};

function toField({ path, label, type }: SourceField): ResourceMapperField {
  return {
    id: path,
    displayName: label === path ? path : `${label} (${path})`,
    type: TYPES[type] ?? 'string',
    defaultMatch: false,
    canBeUsedToMatch: false,
    required: false,
    display: true,
  };
}
