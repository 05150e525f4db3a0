import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { ConnectionRow, Connectors } from '../../flow/context.ts';
import type { Connector } from '../../flow/ports.ts';
import { createHubspotConnector } from './hubspot/create-hubspot-connector.ts';
import { createHubspotTransport } from './hubspot/create-hubspot-transport.ts';
import { createXeroConnector } from './xero/create-xero-connector.ts';
import { createXeroTransport } from './xero/create-xero-transport.ts';

const HubspotSecrets = z.object({ accessToken: z.string() });
const HubspotConfig = z.object({ callsPer10Seconds: z.int().min(1).optional() });
const XeroSecrets = z.object({ accessToken: z.string() });
const XeroConfig = z.object({
  tenantId: z.string(),
  salesAccountCode: z.string(),
  taxTypes: z.record(z.string(), z.string()),
  writeOffAccountCode: z.string().optional(),
  refundAccountCode: z.string().optional(),
});

/**
 * Opens the connector of a connection and keeps it, so that its rate limits hold over all jobs of this process.
 * Changed settings or secrets open a new one. Throws `config.invalid` for settings that the system does not know.
 */
export function createConnectors(options: { openedOrigins: string[] }): Connectors {
  const opened = new Map<string, { connector: Connector; settings: string }>();
  return {
    open(connection, secrets) {
      const settings = stableJson({
        baseUrl: connection.baseUrl,
        config: JSON.stringify(connection.config),
        secrets,
      });
      const known = opened.get(connection.id);
      if (known?.settings === settings) return known.connector;
      const connector = openConnector(connection, secrets, options.openedOrigins);
      opened.set(connection.id, { connector, settings });
      return connector;
    },
  };
}

function openConnector(
  connection: ConnectionRow,
  secrets: Record<string, string>,
  openedOrigins: string[],
): Connector {
  const { baseUrl } = connection;
  const read = <Value>(schema: z.ZodType<Value>, value: unknown): Value => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new AppError('config.invalid', { detail: `Connection "${connection.name}" lacks: ${names}.` });
  };
  switch (connection.system) {
    case 'hubspot': {
      const { accessToken } = read(HubspotSecrets, secrets);
      const { callsPer10Seconds } = read(HubspotConfig, connection.config);
      const limit = callsPer10Seconds === undefined ? {} : { callsPer10Seconds };
      return createHubspotConnector({
        transport: createHubspotTransport({ baseUrl, accessToken, openedOrigins, ...limit }),
      });
    }
    case 'xero': {
      const { accessToken } = read(XeroSecrets, secrets);
      const { tenantId, ...config } = read(XeroConfig, connection.config);
      const transport = createXeroTransport({ baseUrl, accessToken, tenantId, openedOrigins });
      return createXeroConnector({ transport, tenantId, ...config });
    }
    default:
      throw new AppError('config.invalid', { detail: `No connector exists for "${connection.system}".` });
  }
}
