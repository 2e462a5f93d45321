-- why: printed cards come in by a file, are activated, and are added to an account by number and password
ALTER TABLE cards.card ADD COLUMN batch text CHECK (length(batch) BETWEEN 1 AND 40);
ALTER TABLE cards.card ADD COLUMN remark text CHECK (length(remark) BETWEEN 1 AND 100);
ALTER TABLE cards.card ADD COLUMN activated_at timestamptz;
-- time of the last event; old cards: of their last event
ALTER TABLE cards.card ADD COLUMN moved_at timestamptz;
UPDATE cards.card c SET
  moved_at = (SELECT max(e.at) FROM cards.card_event e WHERE e.card_id = c.id),
  activated_at = CASE WHEN c.kind = 'electronic' THEN c.created_at END;
CREATE INDEX card_batch ON cards.card (batch, created_at DESC, id DESC) WHERE batch IS NOT NULL;
CREATE INDEX card_product_state ON cards.card (product_id, state, created_at DESC, id DESC);
CREATE INDEX card_kind_created ON cards.card (kind, created_at DESC, id DESC);

ALTER TABLE cards.card_event DROP CONSTRAINT card_event_kind_check;
ALTER TABLE cards.card_event ADD CONSTRAINT card_event_kind_check
  CHECK (kind IN ('issued', 'used', 'restored', 'voided', 'imported', 'activated', 'bound'));

-- Wrong passwords, by card number and by member. A number that does not exist is counted like one
-- that does, so that the lock tells nothing.
CREATE TABLE cards.pin_guard (
  kind text NOT NULL CHECK (kind IN ('card', 'member')),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 40),
  failures timestamptz[] NOT NULL CHECK (cardinality(failures) <= 10),
  locked_until timestamptz,
  PRIMARY KEY (kind, key)
);
GRANT SELECT, INSERT, UPDATE ON cards.pin_guard TO xietong_app;

UPDATE identity.role SET permissions = permissions || '{cards.import,cards.change,cards.unlock}'
WHERE id IN ('00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000000103');
UPDATE identity.role SET permissions = permissions || '{cards.unlock}'
WHERE id = '00000000-0000-7000-8000-000000000105';
