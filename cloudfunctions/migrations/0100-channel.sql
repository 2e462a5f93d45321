-- Dealers in three tiers, the people who work for them, and what they earn on online orders.
CREATE SCHEMA channel;

-- The one row under which every change of a dealer's or a level's discount is made, so that the checks
-- against parents, children and levels cannot race each other.
CREATE TABLE channel.discount_ladder (
  id smallint PRIMARY KEY CHECK (id = 1)
);
INSERT INTO channel.discount_ladder (id) VALUES (1);

CREATE TABLE channel.dealer (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  contact text NOT NULL CHECK (length(contact) BETWEEN 1 AND 30),
  phone text NOT NULL UNIQUE CHECK (phone ~ '^1[3-9][0-9]{9}$'),
  province text NOT NULL CHECK (length(province) BETWEEN 1 AND 20),
  city text NOT NULL CHECK (length(city) BETWEEN 1 AND 20),
  district text NOT NULL CHECK (length(district) BETWEEN 1 AND 20),
  street text NOT NULL CHECK (length(street) BETWEEN 1 AND 120),
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  tier smallint NOT NULL CHECK (tier IN (1, 2, 3)),
  parent_id uuid,
  -- Repeats the parent's tier, so that the depth of three is a constraint and not a habit.
  parent_tier smallint,
  kind text CHECK (kind IN ('partner', 'store')),
  sells_offline boolean NOT NULL,
  earns_online boolean NOT NULL,
  discount integer NOT NULL CHECK (discount BETWEEN 1 AND 9999),
  state text NOT NULL CHECK (state IN ('active', 'suspended', 'closed')),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz NOT NULL,
  UNIQUE (id, tier),
  FOREIGN KEY (parent_id, parent_tier) REFERENCES channel.dealer (id, tier),
  CHECK ((tier = 1) = (parent_id IS NULL)),
  CHECK ((parent_id IS NULL) = (parent_tier IS NULL)),
  CHECK (parent_tier < tier),
  CHECK ((tier = 1) = (kind IS NOT NULL)),
  CHECK (sells_offline OR earns_online),
  CHECK (kind IS DISTINCT FROM 'store' OR (latitude IS NOT NULL AND longitude IS NOT NULL))
);
CREATE INDEX dealer_created ON channel.dealer (created_at, id);
CREATE INDEX dealer_name ON channel.dealer (name, id);
CREATE INDEX dealer_parent ON channel.dealer (parent_id, created_at, id);
CREATE INDEX dealer_tier ON channel.dealer (tier, created_at, id);
CREATE INDEX dealer_kind ON channel.dealer (kind, created_at, id) WHERE kind IS NOT NULL;
CREATE INDEX dealer_state ON channel.dealer (state, created_at, id);

-- The owner, operators and employees of a dealer: who signs in, and whose invite brings members.
CREATE TABLE channel.dealer_person (
  id uuid PRIMARY KEY,
  dealer_id uuid NOT NULL REFERENCES channel.dealer (id),
  person_id uuid NOT NULL,
  phone text NOT NULL CHECK (phone ~ '^1[3-9][0-9]{9}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
  role text NOT NULL CHECK (role IN ('owner', 'operator', 'employee')),
  modules text[] NOT NULL DEFAULT '{}'
    CHECK (modules <@ ARRAY['delivery', 'activation', 'network', 'withdrawal', 'employees']),
  active boolean NOT NULL,
  invite_token text NOT NULL UNIQUE CHECK (length(invite_token) BETWEEN 16 AND 32),
  created_at timestamptz NOT NULL,
  CHECK (role = 'operator' OR modules = '{}'),
  CHECK (role <> 'owner' OR active)
);
-- One dealer identity per phone (DL-003), one owner per dealer.
CREATE UNIQUE INDEX dealer_person_phone ON channel.dealer_person (phone) WHERE active;
CREATE UNIQUE INDEX dealer_person_owner ON channel.dealer_person (dealer_id) WHERE role = 'owner';
CREATE INDEX dealer_person_dealer ON channel.dealer_person (dealer_id, created_at);

-- One share of one order line. No foreign keys: they would lock the first tier's row on every payment,
-- and dealers are never deleted (the application has no right to). What was copied at payment never changes; only the amount that refunds
-- leave, the state and the times move on.
CREATE TABLE channel.earning (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  order_no text NOT NULL CHECK (length(order_no) BETWEEN 1 AND 32),
  order_type text NOT NULL CHECK (order_type IN ('package', 'e-card', 'physical-card')),
  line_id uuid NOT NULL,
  dealer_id uuid NOT NULL,
  tier smallint NOT NULL CHECK (tier IN (1, 2, 3)),
  source_dealer_id uuid,
  discount integer NOT NULL CHECK (discount BETWEEN 1 AND 9999),
  item_name text NOT NULL CHECK (length(item_name) BETWEEN 1 AND 60),
  -- Masked when it is written: a dealer above must not learn a member's name.
  member_name text NOT NULL CHECK (length(member_name) BETWEEN 1 AND 30),
  retail_fen bigint NOT NULL CHECK (retail_fen >= 0),
  unit_fen bigint NOT NULL CHECK (unit_fen >= 0),
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  price_from_fen bigint NOT NULL CHECK (price_from_fen >= 0),
  price_to_fen bigint NOT NULL CHECK (price_to_fen <= unit_fen),
  unit_share_fen bigint NOT NULL
    CHECK (unit_share_fen > 0 AND unit_share_fen = price_to_fen - price_from_fen),
  original_fen bigint NOT NULL CHECK (original_fen = unit_share_fen * quantity),
  amount_fen bigint NOT NULL CHECK (amount_fen BETWEEN 0 AND original_fen),
  refunded_pieces integer NOT NULL DEFAULT 0 CHECK (refunded_pieces BETWEEN 0 AND quantity),
  refunded_fen bigint NOT NULL DEFAULT 0
    CHECK (refunded_fen BETWEEN 0 AND unit_fen * (quantity - refunded_pieces)),
  state text NOT NULL CHECK (state IN ('pending', 'due', 'expired', 'deducted')),
  held boolean NOT NULL DEFAULT false,
  due_at timestamptz,
  settled_at timestamptz,
  created_at timestamptz NOT NULL,
  -- At most one share a tier: three recipients at most, by law (design, 12).
  UNIQUE (line_id, tier),
  UNIQUE (line_id, dealer_id),
  CHECK (state NOT IN ('expired', 'deducted') OR amount_fen = 0),
  CHECK (state NOT IN ('due', 'deducted') OR (settled_at IS NOT NULL AND due_at IS NOT NULL))
);
CREATE INDEX earning_dealer ON channel.earning (dealer_id, created_at, id);
CREATE INDEX earning_dealer_type ON channel.earning (dealer_id, order_type, created_at, id);
CREATE INDEX earning_dealer_state ON channel.earning (dealer_id, state, created_at, id);
CREATE INDEX earning_order ON channel.earning (order_id);
CREATE INDEX earning_dealer_order ON channel.earning (dealer_id, order_no);
CREATE INDEX earning_pending ON channel.earning (dealer_id) INCLUDE (amount_fen) WHERE state = 'pending';
CREATE INDEX earning_due ON channel.earning (due_at, id)
  WHERE state = 'pending' AND due_at IS NOT NULL AND NOT held;

GRANT USAGE ON SCHEMA channel TO xietong_app;
GRANT SELECT, INSERT, UPDATE ON channel.dealer, channel.dealer_person TO xietong_app;
GRANT SELECT, UPDATE ON channel.discount_ladder TO xietong_app;
GRANT SELECT, INSERT ON channel.earning TO xietong_app;
GRANT UPDATE (amount_fen, refunded_pieces, refunded_fen, state, held, due_at, settled_at)
  ON channel.earning TO xietong_app;
