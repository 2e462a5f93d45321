-- why: leads are given up to the pool and claimed from it, and a follow-up keeps every result that was added to it

-- Who gave a lead up, when and why: never edited; null = the system.
CREATE TABLE sales.release (
  id uuid PRIMARY KEY,
  lead_id uuid NOT NULL REFERENCES sales.lead (id),
  employee_id uuid,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 100),
  at timestamptz NOT NULL
);
CREATE INDEX release_lead ON sales.release (lead_id, at DESC);

-- One row per salesperson: claims of one person follow each other, so that the limit holds.
CREATE TABLE sales.claimer (
  employee_id uuid PRIMARY KEY
);

ALTER TABLE sales.lead ADD COLUMN release_reason text NOT NULL DEFAULT ''
  CHECK (length(release_reason) <= 100);
CREATE INDEX lead_pool ON sales.lead (created_at, id) WHERE owner_id IS NULL;
CREATE INDEX lead_pool_type ON sales.lead (customer_type, created_at, id) WHERE owner_id IS NULL;

ALTER TABLE sales.follow_up ADD COLUMN source text NOT NULL DEFAULT 'manual'
  CHECK (source IN ('manual', 'auto'));

-- Results of a follow-up: the first one completes it, later ones are supplements. Never edited.
CREATE TABLE sales.follow_up_result (
  id uuid PRIMARY KEY,
  follow_up_id uuid NOT NULL REFERENCES sales.follow_up (id),
  employee_id uuid NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  pictures uuid[] NOT NULL CHECK (cardinality(pictures) <= 9),
  stage text CHECK (length(stage) BETWEEN 1 AND 20),
  at timestamptz NOT NULL
);
CREATE INDEX follow_up_result_of ON sales.follow_up_result (follow_up_id, at, id);
INSERT INTO sales.follow_up_result (id, follow_up_id, employee_id, text, pictures, stage, at)
SELECT id, id, employee_id, result, '{}', NULL, done_at FROM sales.follow_up WHERE state = 'done';

-- Late ones first, then what lies ahead, then what is closed with the newest in front.
CREATE INDEX follow_up_urgency ON sales.follow_up (
  employee_id,
  (CASE WHEN state = 'planned' THEN at - timestamptz '2000-01-01 00:00:00+00'
        ELSE interval '1000000 days' - (at - timestamptz '2000-01-01 00:00:00+00') END),
  id
);
CREATE INDEX follow_up_employee_kind ON sales.follow_up (employee_id, target_kind, at, id);

GRANT SELECT, INSERT ON sales.release, sales.follow_up_result TO xietong_app;
-- A lock for update needs the right to update.
GRANT SELECT, INSERT, UPDATE ON sales.claimer TO xietong_app;
