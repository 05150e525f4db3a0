import type postgres from 'postgres';

/** Whose, how many, and of how many customers. */
export type ManyInvoices = {
  organizationId: string;
  usEntityId: string;
  jpEntityId: string;
  ownerId: string;
  count: number;
  customers: number;
};

/**
 * Fills an organization with invoices in every state, in SQL: through the loop a hundred thousand would take hours.
 * The triggers that keep the board are off meanwhile; the board is filled as its migration fills it.
 */
export async function seedManyInvoices(
  owner: postgres.Sql,
  { organizationId: org, count, customers, ...ids }: ManyInvoices,
): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    await sql`select set_config('app.organization_id', ${org}, true)`;
    await sql`alter table invoices disable trigger user`;
    await sql`alter table allocations disable trigger user`;
    await sql`alter table send_attempts disable trigger user`;
    await sql`insert into customers (organization_id, id, version, name, body, body_hash, created_at, updated_at)
      select ${org}, 'cus_' || lpad(n::text, 12, '0'), 1, 'Customer ' || n, '{}', 'h', now(), now()
      from generate_series(1, ${customers}) n`;
    const [template] = await sql<{ id: string }[]>`select id from templates limit 1`;
    const [series] = await sql<
      { id: string }[]
    >`select id from number_series where entity_id = ${ids.usEntityId}`;
    await sql`
      insert into invoices (organization_id, id, entity_id, customer_id, type, document_status, series_id, number, locale,
        currency, supply_date, issue_date, due_date, terms_code, seller, buyer, recipients, line_net_minor,
        tax_exclusive_minor, tax_minor, tax_inclusive_minor, payable_minor, content_hash, source_hash, template_id,
        created_by, last_edited_by, created_at, issued_at)
      select ${org}, 'inv_' || lpad(n::text, 12, '0'),
        case when currency = 'JPY' then ${ids.jpEntityId} else ${ids.usEntityId} end,
        'cus_' || lpad((1 + n % ${customers}::int)::text, 12, '0'), 'invoice', status,
        case when status = 'issued' then ${series?.id ?? null} end,
        case when status = 'issued' then 'MANY-' || lpad(n::text, 8, '0') end,
        'en', currency, day, case when status = 'issued' then day end, case when status = 'issued' then day + 30 end,
        'net:30', '{"name": "Seller"}'::jsonb, jsonb_build_object('name', 'Customer ' || (1 + n % ${customers}::int)), '[]',
        amount, amount, 0, amount, amount, 'h', 'h', case when status = 'issued' then ${template?.id ?? null} end,
        jsonb_build_object('kind', 'person', 'id', ${ids.ownerId}::text, 'name', 'Aiko'),
        '{"kind": "system", "id": "hub", "name": "Seikyu"}', day::timestamptz,
        case when status = 'issued' then day::timestamptz end
      from (
        select n, (date '2026-11-24' - (n * 700 / ${count}::int)) as day, 1000 + n % 900000 as amount,
          case n % 5 when 0 then 'JPY' else 'USD' end as currency,
          case when n % 50 = 0 then 'draft' when n % 50 = 1 then 'pending_approval' when n % 50 = 2 then 'approved'
            when n % 50 = 3 then 'discarded' else 'issued' end as status
        from generate_series(1, ${count}) n
      ) made`;
    await sql`insert into send_attempts (organization_id, id, invoice_id, channel, recipients, message_id, document_sha256,
        state, requested_by, queued_at, ended_at)
      select organization_id, 'snd_' || id, id, 'email', '[]', id, 'h', 'sent', created_by, created_at, created_at
      from invoices where document_status = 'issued'`;
    await sql`insert into payments (organization_id, id, amount_minor, currency, received_on, state, body_hash, created_at, updated_at)
      select organization_id, 'pay_' || id, case when right(id, 1) = '9' then payable_minor / 2 else payable_minor end, currency,
        due_date, 'settled', 'h', issued_at, issued_at
      from invoices where document_status = 'issued' and right(id, 1) in ('4', '5', '6', '7', '9')`;
    await sql`insert into allocations (organization_id, id, invoice_id, payment_id, amount_minor, created_at)
      select organization_id, 'alo_' || id, substr(id, 5), id, amount_minor, created_at from payments`;
    await sql`update payments set unapplied_minor = 0`;
    await sql`alter table invoices enable trigger user`;
    await sql`alter table allocations enable trigger user`;
    await sql`alter table send_attempts enable trigger user`;
    await sql`insert into board_rows select organization_id, invoice_id, entity_id, customer_id, deal_id, owner_id, currency,
      phase, is_waiting, total_minor, balance_minor, due_date, dated_on, search_text from board_sources`;
  });
  await owner.unsafe('vacuum analyze');
}
