import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { Seikyu } from '../../../nodes/Seikyu/Seikyu.node.ts';
import { SeikyuApproval } from '../../../nodes/SeikyuApproval/SeikyuApproval.node.ts';
import { SeikyuMapping } from '../../../nodes/SeikyuMapping/SeikyuMapping.node.ts';
import { SeikyuTrigger } from '../../../nodes/SeikyuTrigger/SeikyuTrigger.node.ts';

/** The four nodes by the name of their class, which is the name of their folder. */
export const NODES: Record<string, INodeTypeDescription> = {
  Seikyu: new Seikyu().description,
  SeikyuApproval: new SeikyuApproval().description,
  SeikyuMapping: new SeikyuMapping().description,
  SeikyuTrigger: new SeikyuTrigger().description,
};

/** A resource with one of its operations, and the fields that n8n shows for them. */
export interface OperationView {
  node: string;
  resource: string;
  operation: string;
  option: INodePropertyOptions;
  fields: INodeProperties[];
}

const optionsOf = (property: INodeProperties | undefined): INodePropertyOptions[] =>
  (property?.options ?? []) as INodePropertyOptions[];

const isShown = (property: INodeProperties, values: Record<string, string>): boolean =>
  Object.entries(values).every(([name, value]) => {
    const wanted = property.displayOptions?.show?.[name];
    return wanted === undefined || wanted.includes(value);
  });

/** Every operation of every node, as n8n shows it. */
export const OPERATIONS: OperationView[] = Object.entries(NODES).flatMap(([node, { properties }]) =>
  optionsOf(properties.find(({ name }) => name === 'resource')).flatMap(({ value }) => {
    const resource = String(value);
    const choice = properties.find(
      (property) => property.name === 'operation' && isShown(property, { resource }),
    );
    return optionsOf(choice).map((option) => {
      const operation = String(option.value);
      const fields = properties.filter(
        (property) =>
          !['resource', 'operation'].includes(property.name) && isShown(property, { resource, operation }),
      );
      return { node, resource, operation, option, fields };
    });
  }),
);

/** Every field with those inside of it, and where it stands. */
export function everyField(
  properties: INodeProperties[],
  place: string,
): { place: string; field: INodeProperties }[] {
  return properties.flatMap((field) => {
    const here = `${place}/${field.name}`;
    const isCollection = field.type === 'collection';
    const inside = isCollection ? ((field.options ?? []) as INodeProperties[]) : [];
    return [{ place: here, field }, ...everyField(inside, here)];
  });
}
