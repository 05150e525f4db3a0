import { z } from 'zod';

const Properties = z.record(z.string(), z.string().nullable());

/** One CRM object; property values are text or null. */
export const HubspotObject = z.object({
  id: z.string(),
  properties: Properties,
  updatedAt: z.iso.datetime(),
});
export type HubspotObject = z.infer<typeof HubspotObject>;

/**
 * The definition of a property (HubSpot, "Read all properties"). Only HubSpot's own say `hubspotDefined`. Fetches need
 * the name alone, so what people are shown of it may be missing.
 */
const HubspotProperty = z.object({
  name: z.string(),
  label: z.string().nullish().catch(undefined),
  type: z.string().catch('string'),
  hubspotDefined: z.boolean().optional(),
  options: z
    .array(z.object({ value: z.string(), label: z.string(), hidden: z.boolean().optional() }))
    .catch([]),
});
export type HubspotProperty = z.infer<typeof HubspotProperty>;

/** Every property of an object type that is not archived; the answer has no pages. */
export const HubspotProperties = z.object({ results: z.array(HubspotProperty) });

const Paging = z.object({ next: z.object({ after: z.string() }).optional() }).optional();

const AssociationPage = z.object({
  results: z.array(z.object({ id: z.string(), type: z.string() })),
  paging: Paging,
});

/** A deal with the first page of each association. The key of line items has a space in it. */
export const HubspotDeal = HubspotObject.extend({
  associations: z
    .object({
      'line items': AssociationPage.optional(),
      companies: AssociationPage.optional(),
      contacts: AssociationPage.optional(),
    })
    .optional(),
});
export type HubspotDeal = z.infer<typeof HubspotDeal>;

/** What a batch read found; with 207 the rest is in `errors`. */
export const HubspotBatch = z.object({ results: z.array(HubspotObject) });

/** A further page of associations. Older answers give ids as numbers. */
export const HubspotAssociations = z.object({
  results: z.array(
    z.object({
      toObjectId: z.union([z.string(), z.int()]).transform(String),
      associationTypes: z.array(z.object({ typeId: z.int() })),
    }),
  ),
  paging: Paging,
});
export type HubspotAssociations = z.infer<typeof HubspotAssociations>;

/** The parts of HubSpot's error body that are safe to show: no message, since it can quote values. */
export const HubspotError = z.object({
  category: z.string().optional().catch(undefined),
  correlationId: z.string().optional().catch(undefined),
  policyName: z.string().optional().catch(undefined),
  errors: z
    .array(
      z.object({
        code: z.string().optional().catch(undefined),
        context: z
          .object({ propertyName: z.array(z.string()).optional() })
          .optional()
          .catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
});
