-- why: a stale edit is refused on every record of the console, and names who changed it first
ALTER TABLE catalog.categories ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE identity.account ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE identity.role ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE organisation.employee ADD COLUMN version integer NOT NULL DEFAULT 1;

-- The last change of one record from the console; other apps leave no entry here, so that a
-- member's order does not pay for it.
CREATE INDEX audit_entry_record ON identity.audit_entry (object_kind, object_id, at)
  WHERE app = 'console' AND outcome = 'done';
