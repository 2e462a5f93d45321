-- why: consumers, who owns them, what level they buy at and where their parcels go
CREATE SCHEMA members;

CREATE TABLE members.level (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 20),
  rank int NOT NULL CHECK (rank BETWEEN 0 AND 999),
  discount int NOT NULL CHECK (discount BETWEEN 1 AND 10000),
  combine text NOT NULL CHECK (combine IN ('any', 'all')),
  spend_fen bigint CHECK (spend_fen BETWEEN 0 AND 100000000000),
  order_count int CHECK (order_count BETWEEN 0 AND 100000),
  invite_count int CHECK (invite_count BETWEEN 0 AND 100000),
  is_default boolean NOT NULL,
  active boolean NOT NULL,
  version int NOT NULL CHECK (version >= 1),
  created_at timestamptz NOT NULL,
  CHECK (NOT is_default OR (active AND discount = 10000))
);
CREATE UNIQUE INDEX level_one_default ON members.level (is_default) WHERE is_default;

-- unbound: came by WeChat and has no phone yet; closed: its WeChat went into another account.
CREATE TABLE members.member (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL UNIQUE,
  nickname text NOT NULL CHECK (length(nickname) BETWEEN 1 AND 30),
  avatar uuid,
  state text NOT NULL CHECK (state IN ('unbound', 'active', 'closed')),
  level_id uuid NOT NULL REFERENCES members.level (id),
  inviter_kind text CHECK (inviter_kind IN ('dealer', 'employee', 'member')),
  inviter_id uuid,
  inviter_name text CHECK (length(inviter_name) BETWEEN 1 AND 60),
  dealer_id uuid,
  employee_id uuid,
  invite_token text NOT NULL UNIQUE CHECK (length(invite_token) BETWEEN 16 AND 32),
  registered_at timestamptz NOT NULL,
  CHECK ((inviter_kind IS NULL) = (inviter_id IS NULL)),
  CHECK ((inviter_kind IS NULL) = (inviter_name IS NULL)),
  CHECK (employee_id IS NULL OR dealer_id IS NOT NULL),
  CHECK (inviter_kind IS DISTINCT FROM 'employee' OR employee_id IS NOT NULL)
);
CREATE INDEX member_registered ON members.member (registered_at, id);
CREATE INDEX member_level ON members.member (level_id, registered_at, id);
CREATE INDEX member_dealer ON members.member (dealer_id, registered_at, id)
  WHERE dealer_id IS NOT NULL;
CREATE INDEX member_nickname ON members.member (nickname text_pattern_ops);

-- Which text a member agreed to and when (MB-010): added, never changed.
CREATE TABLE members.acceptance (
  member_id uuid NOT NULL REFERENCES members.member (id),
  kind text NOT NULL CHECK (kind IN ('registration', 'service', 'privacy')),
  version int NOT NULL CHECK (version >= 1),
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (member_id, kind, version)
);

CREATE TABLE members.address (
  id uuid PRIMARY KEY,
  member_id uuid NOT NULL REFERENCES members.member (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
  phone text NOT NULL CHECK (phone ~ '^1[3-9][0-9]{9}$'),
  province text NOT NULL CHECK (length(province) BETWEEN 1 AND 20),
  city text NOT NULL CHECK (length(city) BETWEEN 1 AND 20),
  district text NOT NULL CHECK (length(district) BETWEEN 1 AND 20),
  street text NOT NULL CHECK (length(street) BETWEEN 1 AND 120),
  is_default boolean NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX address_member ON members.address (member_id, created_at);
CREATE UNIQUE INDEX address_one_default ON members.address (member_id) WHERE is_default;

INSERT INTO members.level
  (id, name, rank, discount, combine, is_default, active, version, created_at)
VALUES
  ('00000000-0000-7000-8000-000000001101', '普通会员', 0, 10000, 'any', true, true, 1,
   '2026-01-01T00:00:00Z');

GRANT USAGE ON SCHEMA members TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON members.level, members.member, members.address
  TO xietong_app;
GRANT SELECT, INSERT ON members.acceptance TO xietong_app;
