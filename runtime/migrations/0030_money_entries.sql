-- Losses and refunds in ledgers: an entry of the settlement ledger has a counterpart there, as a document has.

alter table sync_links drop constraint sync_links_canonical_kind_check;
alter table sync_links add constraint sync_links_canonical_kind_check
  check (canonical_kind in ('customer', 'product', 'invoice', 'deal', 'allocation'));
