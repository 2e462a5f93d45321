-- why: a node reminds its handler before and after its due time, and tells others when it is late, each exactly once
ALTER TABLE tasks.node ADD COLUMN activated_at timestamptz;
-- The next moment at which something may have to be said; null when nothing is left to say.
ALTER TABLE tasks.node ADD COLUMN next_remind_at timestamptz;
UPDATE tasks.node n SET activated_at = coalesce(n.begun_at, t.deliver_at), next_remind_at = n.due_at
FROM tasks.task t
WHERE t.id = n.task_id AND t.state = 'running' AND n.position = t.current_node
  AND n.state IN ('to-do', 'doing');
CREATE INDEX node_to_remind ON tasks.node (next_remind_at) WHERE next_remind_at IS NOT NULL;

-- What was said. A new due time reminds anew, so it is part of the key. Never edited.
CREATE TABLE tasks.reminder (
  node_id uuid NOT NULL REFERENCES tasks.node (id),
  due_at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('soon', 'overdue', 'escalated')),
  number int NOT NULL CHECK (number BETWEEN 0 AND 10),
  at timestamptz NOT NULL,
  PRIMARY KEY (node_id, due_at, kind, number)
);

-- Who is told when a node is late, and how often; null = nobody.
ALTER TABLE tasks.task ADD COLUMN escalation jsonb;

CREATE INDEX node_handler ON tasks.node (handler_account_id) WHERE state IN ('to-do', 'doing');

GRANT SELECT, INSERT ON tasks.reminder TO xietong_app;
