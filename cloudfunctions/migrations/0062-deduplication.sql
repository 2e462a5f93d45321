-- why: two events about the same record for the same reader within a few minutes are one delivery; the second says which was first
-- The newest told event per code, record and reader; the row decides between two routers at once.
CREATE TABLE notify.told (
  key text PRIMARY KEY CHECK (char_length(key) <= 300),
  event_id uuid NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX told_old ON notify.told (at);
ALTER TABLE notify.delivery ADD COLUMN merged_into uuid REFERENCES notify.event (id);
ALTER TABLE notify.delivery
  ADD CONSTRAINT delivery_merged_into CHECK (merged_into IS NULL OR state = 'merged');
GRANT SELECT, INSERT, UPDATE, DELETE ON notify.told TO xietong_app;
