-- why: what leaves for outside peers and what arrives from them is stored before it takes effect, so that a crash, a lost answer or a repeat never loses or doubles anything (IN-003, IN-004)

CREATE SCHEMA peers;

-- Effects on peers, written in the transaction that decides them. `next_at` is null when the message has
-- ended; while a worker is sending, it is the end of that worker's lease.
CREATE TABLE peers.outbox (
  id uuid PRIMARY KEY,
  peer text NOT NULL CHECK (peer IN ('wechat', 'wechat-pay', 'sms', 'kuaidi100', 'map')),
  call text NOT NULL CHECK (char_length(call) BETWEEN 1 AND 60),
  business_key text NOT NULL CHECK (char_length(business_key) BETWEEN 1 AND 80),
  payload jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'confirmed', 'unknown', 'manual', 'closed')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at timestamptz,
  last_error text NOT NULL DEFAULT '' CHECK (char_length(last_error) <= 500),
  trace_no text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT outbox_one_effect_per_key UNIQUE (peer, call, business_key),
  CONSTRAINT outbox_open_has_next CHECK (
    (state IN ('waiting', 'sent', 'unknown')) = (next_at IS NOT NULL)
  )
);
CREATE INDEX outbox_due ON peers.outbox (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX outbox_newest ON peers.outbox (created_at, id);
CREATE INDEX outbox_by_state ON peers.outbox (state, created_at, id);
CREATE INDEX outbox_by_peer ON peers.outbox (peer, created_at, id);
CREATE INDEX outbox_by_key ON peers.outbox (business_key, created_at);

-- Callbacks: raw body and headers first, in their own commit; then verified and processed.
CREATE TABLE peers.inbox (
  id uuid PRIMARY KEY,
  peer text NOT NULL CHECK (char_length(peer) BETWEEN 1 AND 30),
  kind text NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 60),
  headers jsonb NOT NULL,
  body text NOT NULL CHECK (char_length(body) <= 262144),
  address text NOT NULL,
  business_key text,
  state text NOT NULL CHECK (
    state IN ('received', 'verified', 'done', 'bad-signature', 'unmatched', 'failed')
  ),
  note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 500),
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  received_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX inbox_unfinished ON peers.inbox (received_at) WHERE state IN ('received', 'verified', 'failed');
CREATE INDEX inbox_newest ON peers.inbox (received_at, id);
CREATE INDEX inbox_by_state ON peers.inbox (state, received_at, id);
CREATE INDEX inbox_by_peer ON peers.inbox (peer, received_at, id);
CREATE INDEX inbox_by_key ON peers.inbox (business_key, received_at);

-- Every call to a peer with its trace number (IN-013); no bodies, notes are redacted.
CREATE TABLE peers.call_log (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  peer text NOT NULL,
  call text NOT NULL,
  trace_no text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('ok', 'refused', 'unknown')),
  status integer NOT NULL,
  duration_ms integer NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 500)
);
CREATE INDEX call_log_newest ON peers.call_log (at, id);
CREATE INDEX call_log_by_peer ON peers.call_log (peer, at, id);
CREATE INDEX call_log_by_outcome ON peers.call_log (outcome, at, id);
CREATE INDEX call_log_by_trace ON peers.call_log (trace_no);

-- One row per kind, peer and minute; a row is an alarm from `threshold` occurrences on (IN-009: 3 a minute).
CREATE TABLE peers.alarm (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 40),
  peer text NOT NULL CHECK (char_length(peer) BETWEEN 1 AND 30),
  minute timestamptz NOT NULL,
  at timestamptz NOT NULL,
  text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 300),
  occurrences integer NOT NULL CHECK (occurrences >= 1),
  threshold integer NOT NULL CHECK (threshold >= 1),
  CONSTRAINT alarm_one_per_minute UNIQUE (kind, peer, minute)
);
CREATE INDEX alarm_newest ON peers.alarm (at, id);

-- Access tokens shared by all instances; sealed with a key that is not in the database (IN-012, IN-021).
CREATE TABLE peers.access_token (
  app_id text PRIMARY KEY,
  sealed text,
  expires_at timestamptz,
  renewing_until timestamptz
);

GRANT USAGE ON SCHEMA peers TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON peers.outbox, peers.inbox, peers.access_token TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON peers.call_log, peers.alarm TO xietong_app;
