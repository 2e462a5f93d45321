-- why: work that people hand to each other, and what business scenes find for them
CREATE SCHEMA tasks;

CREATE TABLE tasks.project (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 40),
  built_in boolean NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX project_one_built_in ON tasks.project (built_in) WHERE built_in;

CREATE TABLE tasks.task (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES tasks.project (id),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  matter text NOT NULL CHECK (length(matter) <= 500),
  priority text NOT NULL CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
  state text NOT NULL CHECK (state IN ('to-notify', 'running', 'done', 'ended')),
  scene_id uuid,
  scene_name text,
  current_node int NOT NULL CHECK (current_node >= 1),
  deliver_at timestamptz NOT NULL,
  due_at timestamptz,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((scene_id IS NULL) = (scene_name IS NULL)),
  CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'ended')))
);
CREATE INDEX task_created ON tasks.task (created_at, id);
CREATE INDEX task_due ON tasks.task ((coalesce(due_at, 'infinity'::timestamptz)), id);
CREATE INDEX task_project ON tasks.task (project_id, created_at, id);
CREATE INDEX task_to_notify ON tasks.task (deliver_at) WHERE state = 'to-notify';
CREATE INDEX task_scene ON tasks.task (scene_id) WHERE state IN ('to-notify', 'running');

CREATE TABLE tasks.node (
  id uuid PRIMARY KEY,
  task_id uuid NOT NULL REFERENCES tasks.task (id),
  position int NOT NULL CHECK (position BETWEEN 1 AND 50),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  handler_account_id uuid NOT NULL,
  duration_hours int CHECK (duration_hours BETWEEN 1 AND 1000),
  state text NOT NULL CHECK (state IN ('not-started', 'to-do', 'doing', 'done', 'sent-back')),
  begun_at timestamptz,
  done_at timestamptz,
  due_at timestamptz,
  UNIQUE (task_id, position),
  CHECK (done_at IS NULL OR state = 'done')
);

CREATE TABLE tasks.record (
  id uuid PRIMARY KEY,
  task_id uuid NOT NULL REFERENCES tasks.task (id),
  record_key text NOT NULL CHECK (length(record_key) BETWEEN 1 AND 120),
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 30),
  record_id text NOT NULL CHECK (length(record_id) BETWEEN 1 AND 64),
  record_no text NOT NULL CHECK (length(record_no) BETWEEN 1 AND 40),
  summary text NOT NULL CHECK (length(summary) BETWEEN 1 AND 200),
  resolved boolean NOT NULL,
  position int NOT NULL,
  UNIQUE (task_id, record_key)
);

CREATE TABLE tasks.participant (
  account_id uuid NOT NULL,
  task_id uuid NOT NULL REFERENCES tasks.task (id),
  handles boolean NOT NULL,
  follows boolean NOT NULL,
  PRIMARY KEY (account_id, task_id)
);
CREATE INDEX participant_task ON tasks.participant (task_id);

-- What happened to a task: added, never changed.
CREATE TABLE tasks.history (
  id uuid PRIMARY KEY,
  task_id uuid NOT NULL REFERENCES tasks.task (id),
  at timestamptz NOT NULL,
  by_name text NOT NULL CHECK (length(by_name) BETWEEN 1 AND 30),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 600)
);
CREATE INDEX history_task ON tasks.history (task_id, at, id);

INSERT INTO tasks.project (id, name, built_in, created_at)
VALUES ('00000000-0000-7000-8000-000000001701', 'ERP通知', true, '2026-01-01T00:00:00Z');

GRANT USAGE ON SCHEMA tasks TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON tasks.project, tasks.task, tasks.node, tasks.record,
  tasks.participant TO xietong_app;
GRANT SELECT, INSERT ON tasks.history TO xietong_app;
