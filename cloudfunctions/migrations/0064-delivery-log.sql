-- why: who asks whether a message went out sees what it said, every try with the peer's answer and every receipt, and finds it by the number of the record; after 12 months all of it goes
ALTER TABLE notify.delivery ADD COLUMN record_no text;
-- What it said when it was first tried; templates change.
ALTER TABLE notify.delivery ADD COLUMN rendered text CHECK (char_length(rendered) <= 2000);
UPDATE notify.delivery d
SET record_no = left(coalesce(e.subject_no, e.variables ->> 'order_id'), 64)
FROM notify.event e WHERE e.id = d.event_id;
CREATE INDEX delivery_by_record ON notify.delivery (record_no, created_at, id);
CREATE INDEX delivery_by_template ON notify.delivery (template, created_at, id);
CREATE INDEX delivery_by_recipient ON notify.delivery (recipient text_pattern_ops);
CREATE INDEX delivery_by_phone ON notify.delivery (phone, created_at, id) WHERE phone IS NOT NULL;

-- Tries and receipts: added, never changed. They go with their delivery.
CREATE TABLE notify.delivery_attempt (
  id uuid PRIMARY KEY,
  delivery_id uuid NOT NULL REFERENCES notify.delivery (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('try', 'receipt')),
  at timestamptz NOT NULL,
  state text NOT NULL,
  answer text NOT NULL CHECK (char_length(answer) <= 300)
);
CREATE INDEX delivery_attempt_of ON notify.delivery_attempt (delivery_id, at, id);

GRANT SELECT, INSERT ON notify.delivery_attempt TO xietong_app;
