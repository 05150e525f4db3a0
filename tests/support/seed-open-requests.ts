import type postgres from 'postgres';

/**
 * Opens an approval request for each of the first invoices of an organization, asking a role, in SQL. A third has a
 * deadline, of which some have passed.
 */
export async function seedOpenRequests(
  owner: postgres.Sql,
  { organizationId, role, count }: { organizationId: string; role: string; count: number },
): Promise<void> {
  const explanation = {
    why: { en: 'A rule asks for a person.', ja: 'ルールにより承認が必要です。' },
    matched: [
      {
        ruleId: 'discount-above-10',
        reason: { en: 'A line has a discount of more than 10 %.', ja: '10%を超える値引があります。' },
        clauses: [{ text: 'maxDiscount > 100000', value: true }],
      },
    ],
  };
  const steps = [{ order: 1, asks: [`role:${role}`], mode: 'any' }];
  await owner.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    await sql`select set_config('app.organization_id', ${organizationId}, true)`;
    await sql`insert into approval_requests (organization_id, id, invoice_id, content_hash, facts, explanation, chain_id,
        steps, asks, due_at, state, requested_by, requested_at)
      select ${organizationId}, 'apr_' || substr(id, 5), id, 'h', '{}', (${JSON.stringify(explanation)}::text)::jsonb,
        'apr_' || substr(id, 5), (${JSON.stringify(steps)}::text)::jsonb, array[${`role:${role}`}],
        case when place % 3 = 0 then now() + (place - 1000) * interval '1 minute' end, 'open',
        '{"kind": "system", "id": "hub", "name": "Seikyu"}', now() - place * interval '1 minute'
      from (select id, row_number() over (order by id) as place from invoices order by id limit ${count}) numbered`;
  });
  await owner.unsafe('vacuum analyze approval_requests');
}
