-- why: imports and exports run as tasks that survive a crash; their files belong to one person
CREATE SCHEMA bulk;

CREATE TABLE bulk.task (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('export', 'import', 'batch')),
  -- The list that is exported, or the kind of import.
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
  account_id uuid NOT NULL,
  person_id uuid NOT NULL,
  account_name text NOT NULL,
  parameters jsonb NOT NULL,
  state text NOT NULL
    CHECK (state IN ('waiting', 'running', 'checked', 'done', 'failed', 'cancelled')),
  phase text NOT NULL CHECK (phase IN ('collect', 'write', 'read', 'check', 'take')),
  -- Where the next batch begins: a piece's number, and the list's cursor for an export.
  position integer NOT NULL DEFAULT 0 CHECK (position >= 0),
  cursor text,
  -- Rows; null while it is not known how many there are.
  total integer CHECK (total >= 0),
  done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
  succeeded integer NOT NULL DEFAULT 0 CHECK (succeeded >= 0),
  failed integer NOT NULL DEFAULT 0 CHECK (failed >= 0),
  source_file_id uuid,
  source_name text,
  result_file_id uuid,
  failure_file_id uuid,
  files_until timestamptz,
  problem text,
  attempts integer NOT NULL DEFAULT 0,
  lease_id uuid,
  lease_until timestamptz,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  changed_at timestamptz NOT NULL,
  CHECK ((state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)),
  CHECK ((lease_id IS NULL) = (lease_until IS NULL))
);
CREATE INDEX task_claim ON bulk.task (created_at) WHERE state IN ('waiting', 'running');
CREATE INDEX task_own ON bulk.task (account_id, created_at, id);
CREATE INDEX task_all ON bulk.task (created_at, id);
CREATE INDEX task_left ON bulk.task (changed_at) WHERE state = 'checked';
CREATE INDEX task_files ON bulk.task (files_until) WHERE files_until IS NOT NULL;

-- Rows on their way, a batch a piece; sealed, because an import may hold passwords.
CREATE TABLE bulk.piece (
  task_id uuid NOT NULL REFERENCES bulk.task (id),
  part text NOT NULL CHECK (part IN ('rows', 'failures')),
  seq integer NOT NULL CHECK (seq >= 0),
  row_count integer NOT NULL CHECK (row_count >= 0),
  body text NOT NULL,
  PRIMARY KEY (task_id, part, seq)
);

-- Views of a list that an account keeps under a name.
CREATE TABLE bulk.saved_view (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  list text NOT NULL CHECK (length(list) BETWEEN 1 AND 80),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
  search text NOT NULL CHECK (length(search) <= 2000),
  columns text[],
  is_default boolean NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (account_id, list, name)
);
CREATE UNIQUE INDEX saved_view_one_default ON bulk.saved_view (account_id, list) WHERE is_default;

-- The columns of a list in the order that an account chose.
CREATE TABLE bulk.list_columns (
  account_id uuid NOT NULL,
  list text NOT NULL CHECK (length(list) BETWEEN 1 AND 80),
  columns text[] NOT NULL,
  PRIMARY KEY (account_id, list)
);

-- A workbook of 200,000 rows is larger than a picture.
ALTER TABLE files.files DROP CONSTRAINT files_size_check;
ALTER TABLE files.files ADD CONSTRAINT files_size CHECK (size BETWEEN 1 AND 209715200);

-- Rights to export, for the built-in roles that work with these lists.
UPDATE identity.role SET permissions = permissions || string_to_array(
  'goods.export stock.export dealers.export members.export orders.export cards.export'
  || ' leads.export', ' ')
WHERE id = '00000000-0000-7000-8000-000000000102';
UPDATE identity.role SET permissions = permissions || '{cards.export}'
WHERE id = '00000000-0000-7000-8000-000000000103';
UPDATE identity.role SET permissions = permissions || '{orders.export,stock.export}'
WHERE id = '00000000-0000-7000-8000-000000000104';
UPDATE identity.role SET permissions = permissions || '{orders.export,earnings.export,payments.export}'
WHERE id IN ('00000000-0000-7000-8000-000000000106', '00000000-0000-7000-8000-000000000107');
UPDATE identity.role SET permissions = permissions || '{leads.export,staff.export,dealers.export}'
WHERE id = '00000000-0000-7000-8000-000000000108';
UPDATE identity.role SET permissions = permissions
  || '{orders.export,earnings.export,payments.export,audit.export,tasks.readAll}'
WHERE id = '00000000-0000-7000-8000-000000000109';

GRANT USAGE ON SCHEMA bulk TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  bulk.task, bulk.piece, bulk.saved_view, bulk.list_columns TO xietong_app;
