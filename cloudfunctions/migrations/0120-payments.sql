-- why: a payment attempt is ours before WeChat Pay hears of it, and money that arrives is compared with it; what does not match is kept and never lost (IN-042 to IN-053)

CREATE SCHEMA payments;

CREATE TABLE payments.attempt (
  id uuid PRIMARY KEY,
  out_trade_no text NOT NULL UNIQUE CHECK (char_length(out_trade_no) BETWEEN 6 AND 32),
  -- Money for a number that we never gave out has no order.
  order_id uuid,
  order_no text NOT NULL,
  member_id uuid,
  state text NOT NULL CHECK (
    state IN ('created', 'pending', 'paid', 'closing', 'closed', 'unknown', 'late-paid',
      'auto-refunded', 'irregular')
  ),
  amount_fen bigint NOT NULL CHECK (amount_fen BETWEEN 0 AND 100000000000),
  app_id text NOT NULL,
  merchant_id text NOT NULL,
  payer_open_id text NOT NULL,
  description text NOT NULL,
  prepay_id text,
  prepaid_at timestamptz,
  expires_at timestamptz NOT NULL,
  paid_fen bigint CHECK (paid_fen BETWEEN 0 AND 100000000000),
  transaction_id text,
  paid_at timestamptz,
  note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 300),
  -- When to ask WeChat Pay next; null = not at all.
  next_check_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT attempt_paid_in_full CHECK (
    state NOT IN ('paid', 'late-paid', 'auto-refunded')
    OR (transaction_id IS NOT NULL AND paid_fen IS NOT NULL AND paid_at IS NOT NULL)
  ),
  CONSTRAINT attempt_paid_is_exact CHECK (state <> 'paid' OR (paid_fen = amount_fen AND order_id IS NOT NULL)),
  CONSTRAINT attempt_irregular_has_money CHECK (state <> 'irregular' OR paid_fen IS NOT NULL)
);
-- One settled payment per order (IN-050), one attempt at a time that may still be paid.
CREATE UNIQUE INDEX attempt_one_paid ON payments.attempt (order_id) WHERE state = 'paid';
CREATE UNIQUE INDEX attempt_one_open ON payments.attempt (order_id)
  WHERE state IN ('created', 'pending', 'closing', 'unknown');
CREATE INDEX attempt_by_order ON payments.attempt (order_id);
CREATE INDEX attempt_by_transaction ON payments.attempt (transaction_id) WHERE transaction_id IS NOT NULL;
CREATE INDEX attempt_to_check ON payments.attempt (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX attempt_newest ON payments.attempt (created_at, id);
CREATE INDEX attempt_by_state ON payments.attempt (state, created_at, id);
CREATE INDEX attempt_by_order_no ON payments.attempt (order_no, created_at);

CREATE TABLE payments.refund (
  id uuid PRIMARY KEY,
  out_refund_no text NOT NULL UNIQUE CHECK (char_length(out_refund_no) BETWEEN 6 AND 64),
  attempt_id uuid NOT NULL REFERENCES payments.attempt (id),
  -- Names the refund's cause: the same cause twice is one refund.
  business_key text NOT NULL UNIQUE CHECK (char_length(business_key) BETWEEN 1 AND 120),
  state text NOT NULL CHECK (
    state IN ('waiting', 'processing', 'done', 'abnormal', 'closed', 'manual')
  ),
  amount_fen bigint NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
  reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 80),
  next_check_at timestamptz,
  created_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX refund_by_attempt ON payments.refund (attempt_id);
CREATE INDEX refund_to_check ON payments.refund (next_check_at) WHERE next_check_at IS NOT NULL;

GRANT USAGE ON SCHEMA payments TO xietong_app;
GRANT SELECT, INSERT, UPDATE ON payments.attempt, payments.refund TO xietong_app;
