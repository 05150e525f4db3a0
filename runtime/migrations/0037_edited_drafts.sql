-- What people wrote in place of what the source says, by the pointer of the field. Kept beside the content, so that a new
-- version of the source does not undo it, and says where the two differ.
alter table invoices add column edits jsonb not null default '{}';
