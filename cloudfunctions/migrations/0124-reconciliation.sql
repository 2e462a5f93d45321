-- why: every day's bills of WeChat Pay are kept and compared with our books, and differences stay listed until a person has handled them (IN-014)
CREATE TABLE payments.reconciliation (
  day date PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('waiting', 'done')),
  next_try_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  problem text NOT NULL DEFAULT '' CHECK (char_length(problem) <= 300),
  payments integer NOT NULL DEFAULT 0 CHECK (payments >= 0),
  paid_fen bigint NOT NULL DEFAULT 0 CHECK (paid_fen >= 0),
  refunds integer NOT NULL DEFAULT 0 CHECK (refunds >= 0),
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  matched integer NOT NULL DEFAULT 0 CHECK (matched >= 0),
  reconciled_at timestamptz,
  CHECK (state <> 'done' OR reconciled_at IS NOT NULL)
);
CREATE INDEX reconciliation_to_do ON payments.reconciliation (next_try_at) WHERE state = 'waiting';
CREATE INDEX reconciliation_state ON payments.reconciliation (state, day);

-- Facts: what the peer says of a day. The file as it came, packed, and its lines.
CREATE TABLE payments.bill_file (
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('trade', 'fund')),
  sha1 text NOT NULL CHECK (sha1 ~ '^[0-9a-f]{40}$'),
  packed bytea NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (day, kind, sha1)
);
CREATE TABLE payments.bill_line (
  day date NOT NULL,
  subject text NOT NULL CHECK (subject IN ('payment', 'refund')),
  key text COLLATE "C" NOT NULL CHECK (char_length(key) BETWEEN 1 AND 64),
  transaction_id text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen BETWEEN 0 AND 100000000000),
  at timestamptz NOT NULL,
  PRIMARY KEY (subject, key, day)
);
CREATE TABLE payments.fund_flow (
  day date NOT NULL,
  flow_no text COLLATE "C" NOT NULL,
  business text NOT NULL,
  key text COLLATE "C" NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen BETWEEN -100000000000 AND 100000000000),
  at timestamptz NOT NULL,
  PRIMARY KEY (day, flow_no, business, key)
);

CREATE TABLE payments.difference (
  id uuid PRIMARY KEY,
  day date NOT NULL,
  subject text NOT NULL CHECK (subject IN ('payment', 'refund')),
  key text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('only-there', 'only-here', 'amount', 'state', 'flow')),
  peer_fen bigint,
  own_fen bigint,
  state text NOT NULL CHECK (state IN ('open', 'handled')),
  note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 300),
  handled_by text NOT NULL DEFAULT '',
  found_at timestamptz NOT NULL,
  handled_at timestamptz,
  UNIQUE (day, subject, key, kind),
  CHECK ((state = 'handled') = (handled_at IS NOT NULL))
);
CREATE INDEX difference_newest ON payments.difference (day DESC, id DESC) INCLUDE (state, kind);
CREATE INDEX difference_state ON payments.difference (state, day DESC, id DESC);
CREATE INDEX difference_kind ON payments.difference (kind, day DESC, id DESC);
CREATE INDEX difference_key ON payments.difference (key);

CREATE INDEX attempt_by_paid ON payments.attempt (paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX refund_by_sent ON payments.refund (sent_at) WHERE sent_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON payments.reconciliation, payments.difference TO xietong_app;
GRANT SELECT, INSERT ON payments.bill_file, payments.bill_line,
  payments.fund_flow TO xietong_app;
