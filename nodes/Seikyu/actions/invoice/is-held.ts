import type { IDataObject } from 'n8n-workflow';

/** True where a rule of the hub holds a command on the invoice until others approved it. */
export const isHeld = ({ openRequest }: IDataObject): boolean =>
  typeof openRequest === 'object' && (openRequest as IDataObject | null)?.command != null;
