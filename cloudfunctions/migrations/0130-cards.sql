-- Pick-up cards with their numbers, states and holders, and the story of each, which only grows.
CREATE SCHEMA cards;

CREATE TABLE cards.card (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE CHECK (number ~ '^[1-9][0-9]{11}$'),
  secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  kind text NOT NULL CHECK (kind IN ('electronic', 'physical')),
  state text NOT NULL CHECK (state IN ('inactive', 'active', 'used', 'void')),
  product_id uuid NOT NULL,
  -- the product's name when the card was made, so that a wallet reads the same for ever
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  member_id uuid,
  order_id uuid,
  order_no text,
  order_line_id uuid,
  ordinal integer CHECK (ordinal >= 1),
  used_order_id uuid,
  lock_reason text CHECK (length(lock_reason) BETWEEN 1 AND 100),
  vip boolean NOT NULL DEFAULT false,
  -- number of the card's last event
  seq integer NOT NULL CHECK (seq >= 1),
  created_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  CHECK ((state = 'used') = (used_order_id IS NOT NULL)),
  CHECK ((order_line_id IS NULL) = (ordinal IS NULL)),
  -- a line never gets two cards for one paid unit, whatever is retried
  UNIQUE (order_line_id, ordinal)
);
CREATE INDEX card_wallet ON cards.card (member_id, received_at DESC, id DESC);
CREATE INDEX card_created ON cards.card (created_at DESC, id DESC);
CREATE INDEX card_state_created ON cards.card (state, created_at DESC, id DESC);
CREATE INDEX card_order ON cards.card (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX card_order_no ON cards.card (order_no) WHERE order_no IS NOT NULL;
CREATE INDEX card_used_order ON cards.card (used_order_id) WHERE used_order_id IS NOT NULL;

CREATE TABLE cards.card_event (
  card_id uuid NOT NULL REFERENCES cards.card (id),
  seq integer NOT NULL CHECK (seq >= 1),
  kind text NOT NULL CHECK (kind IN ('issued', 'used', 'restored', 'voided')),
  at timestamptz NOT NULL,
  order_id uuid,
  actor text NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (card_id, seq)
);

GRANT USAGE ON SCHEMA cards TO xietong_app;
GRANT SELECT, INSERT, UPDATE ON cards.card TO xietong_app;
GRANT SELECT, INSERT ON cards.card_event TO xietong_app;
