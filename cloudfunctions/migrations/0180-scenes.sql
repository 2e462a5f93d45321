-- why: questions asked of the suite's data at night or every hour, whose findings become tasks
CREATE SCHEMA scenes;

CREATE TABLE scenes.scene (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  base_code text NOT NULL CHECK (base_code ~ '^BS-[0-9]{2}$'),
  conditions jsonb NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  matter text NOT NULL CHECK (length(matter) <= 500),
  priority text NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
  duration_hours int NOT NULL CHECK (duration_hours BETWEEN 1 AND 1000),
  deliver_at text NOT NULL CHECK (deliver_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  handler_account_id uuid,
  follower_account_ids uuid[] NOT NULL CHECK (cardinality(follower_account_ids) <= 20),
  repeat_days int NOT NULL CHECK (repeat_days BETWEEN 0 AND 365),
  switched_on boolean NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX scene_created ON scenes.scene (created_at, id);

CREATE TABLE scenes.run (
  id uuid PRIMARY KEY,
  scene_id uuid NOT NULL REFERENCES scenes.scene (id),
  planned_at timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  checked int NOT NULL DEFAULT 0 CHECK (checked >= 0),
  matches int NOT NULL DEFAULT 0 CHECK (matches >= 0),
  new_tasks int NOT NULL DEFAULT 0 CHECK (new_tasks >= 0),
  duplicates int NOT NULL DEFAULT 0 CHECK (duplicates >= 0),
  error text NOT NULL DEFAULT '' CHECK (length(error) <= 300),
  UNIQUE (scene_id, planned_at)
);

-- What a scene remembers of a finding, so that one finding makes one task.
CREATE TABLE scenes.finding (
  scene_id uuid NOT NULL REFERENCES scenes.scene (id),
  record_key text NOT NULL CHECK (length(record_key) BETWEEN 1 AND 120),
  task_id uuid NOT NULL,
  last_matched_at timestamptz NOT NULL,
  false_since timestamptz,
  PRIMARY KEY (scene_id, record_key)
);

GRANT USAGE ON SCHEMA scenes TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON scenes.scene, scenes.run, scenes.finding TO xietong_app;
