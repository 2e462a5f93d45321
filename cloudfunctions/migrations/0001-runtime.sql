-- Request keys, rate counters and timers of the command pipeline, and the role the application runs as.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'xietong_app') THEN
    CREATE ROLE xietong_app NOLOGIN;
  END IF;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT xietong_app TO %I', current_user);
END $$;

CREATE SCHEMA runtime;

-- One row per accepted command: a repeated request answers from here and acts no more.
CREATE TABLE runtime.request_key (
  actor_key text NOT NULL CHECK (length(actor_key) <= 120),
  operation text NOT NULL CHECK (length(operation) <= 80),
  request_id uuid NOT NULL,
  input_hash bytea NOT NULL CHECK (length(input_hash) = 32),
  answer jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (actor_key, operation, request_id)
);
CREATE INDEX request_key_created_at ON runtime.request_key (created_at);

-- Unlogged: a counter lost in a crash only forgives a few calls, and no call waits for the disk.
CREATE UNLOGGED TABLE runtime.rate_counter (
  counter_key text NOT NULL CHECK (length(counter_key) <= 200),
  window_start timestamptz NOT NULL,
  used integer NOT NULL CHECK (used >= 0),
  PRIMARY KEY (counter_key, window_start)
);

-- The next due moment of each timer. A tick claims a row, so two instances never run one timer twice.
CREATE TABLE runtime.timer (
  name text PRIMARY KEY CHECK (length(name) <= 80),
  next_at timestamptz NOT NULL,
  lease_until timestamptz,
  last_started_at timestamptz,
  last_ended_at timestamptz,
  last_error text
);

GRANT USAGE ON SCHEMA runtime TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA runtime TO xietong_app;
