-- why: a task is published from a template: a simple one, a flow built for it alone, or a defined flow; and publishing is a right of its own, on by default
CREATE TABLE tasks.template (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 40),
  note text NOT NULL CHECK (length(note) <= 200),
  nodes jsonb NOT NULL CHECK (jsonb_array_length(nodes) BETWEEN 1 AND 50),
  is_on boolean NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  created_at timestamptz NOT NULL
);
CREATE INDEX template_newest ON tasks.template (created_at, id);

-- Null where a scene made the task, and for tasks of before.
ALTER TABLE tasks.task ADD COLUMN template_kind text
  CHECK (template_kind IN ('simple', 'empty', 'defined'));
ALTER TABLE tasks.task ADD COLUMN template_name text CHECK (length(template_name) <= 40);
ALTER TABLE tasks.node ADD COLUMN matter text NOT NULL DEFAULT '' CHECK (length(matter) <= 500);

UPDATE identity.role SET permissions = permissions || '{tasks.publish}'
WHERE 'tasks.handle' = ANY (permissions) AND NOT 'tasks.publish' = ANY (permissions);

GRANT SELECT, INSERT, UPDATE ON tasks.template TO xietong_app;
