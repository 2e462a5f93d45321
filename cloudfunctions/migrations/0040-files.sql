-- why: uploaded pictures and videos, reserved first and stored once their bytes proved their type
CREATE SCHEMA files;

CREATE TABLE files.files (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  type text NOT NULL
    CHECK (type IN ('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml', 'video/mp4')),
  size integer NOT NULL CHECK (size BETWEEN 1 AND 20971520),
  owner text NOT NULL,
  state text NOT NULL CHECK (state IN ('reserved', 'stored')),
  token_hash bytea UNIQUE,
  expires_at timestamptz,
  created_at timestamptz NOT NULL,
  stored_at timestamptz,
  CHECK ((state = 'stored') = (stored_at IS NOT NULL)),
  CHECK (state = 'stored' OR (token_hash IS NOT NULL AND expires_at IS NOT NULL))
);
CREATE INDEX files_abandoned ON files.files (expires_at) WHERE state = 'reserved';

GRANT USAGE ON SCHEMA files TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON files.files TO xietong_app;
