-- The ledger: every movement of money is a transaction whose entries add up to 0; nothing is edited.
CREATE SCHEMA ledger;

-- Accounts of owners with a running balance. The platform's side has no row: nothing waits for it.
CREATE TABLE ledger.account (
  id uuid PRIMARY KEY,
  owner text NOT NULL CHECK (owner IN ('dealer', 'member')),
  owner_id uuid NOT NULL,
  kind text NOT NULL
    CHECK (kind IN ('stored-value', 'credit', 'withdrawable', 'withdrawing', 'withdrawn')),
  -- Lowest balance that a decrease may leave; NULL is open (a refund may follow a withdrawal).
  floor_fen bigint CHECK (floor_fen <= 0 AND floor_fen >= -100000000000),
  balance_fen bigint NOT NULL DEFAULT 0
    CHECK (balance_fen BETWEEN -100000000000 AND 100000000000),
  last_seq bigint NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
  created_at timestamptz NOT NULL,
  UNIQUE (owner, owner_id, kind)
);

CREATE TABLE ledger.transaction (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  reference_kind text NOT NULL CHECK (length(reference_kind) BETWEEN 1 AND 40),
  reference_id uuid NOT NULL,
  -- The same movement twice has the same key, and the second is not written.
  business_key text UNIQUE CHECK (length(business_key) BETWEEN 1 AND 120),
  created_at timestamptz NOT NULL
);
CREATE INDEX transaction_reference ON ledger.transaction (reference_kind, reference_id);

CREATE TABLE ledger.entry (
  id uuid PRIMARY KEY,
  transaction_id uuid NOT NULL REFERENCES ledger.transaction (id),
  account_id uuid REFERENCES ledger.account (id),
  seq bigint CHECK (seq > 0),
  balance_after_fen bigint CHECK (balance_after_fen BETWEEN -100000000000 AND 100000000000),
  platform_kind text CHECK (length(platform_kind) BETWEEN 1 AND 40),
  amount_fen bigint NOT NULL
    CHECK (amount_fen <> 0 AND amount_fen BETWEEN -100000000000 AND 100000000000),
  created_at timestamptz NOT NULL,
  UNIQUE (account_id, seq),
  CHECK ((account_id IS NULL) = (platform_kind IS NOT NULL)),
  CHECK ((account_id IS NULL) = (seq IS NULL)),
  CHECK ((account_id IS NULL) = (balance_after_fen IS NULL))
);
CREATE INDEX entry_transaction ON ledger.entry (transaction_id);
CREATE INDEX entry_platform ON ledger.entry (platform_kind, created_at) WHERE platform_kind IS NOT NULL;

-- All entries of a transaction arrive in one statement, so its sum can be judged when that ends; and
-- every account entry continues its chain, so that a lost update cannot be written.
CREATE FUNCTION ledger.check_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added GROUP BY transaction_id HAVING sum(amount_fen) <> 0) THEN
    RAISE EXCEPTION 'ledger: entries of a transaction do not add up to 0' USING ERRCODE = '23514';
  END IF;
  IF EXISTS (
    SELECT FROM added a JOIN ledger.entry e ON e.transaction_id = a.transaction_id
    WHERE NOT EXISTS (SELECT FROM added own WHERE own.id = e.id)
  ) THEN
    RAISE EXCEPTION 'ledger: a transaction is written by one statement' USING ERRCODE = '23514';
  END IF;
  IF EXISTS (
    SELECT FROM added a
    LEFT JOIN ledger.entry p ON p.account_id = a.account_id AND p.seq = a.seq - 1
    WHERE a.account_id IS NOT NULL
      AND (a.balance_after_fen <> coalesce(p.balance_after_fen, 0) + a.amount_fen
           OR (a.seq > 1 AND p.id IS NULL))
  ) THEN
    RAISE EXCEPTION 'ledger: an entry does not continue the balance' USING ERRCODE = '23514';
  END IF;
  IF EXISTS (
    SELECT FROM added a JOIN ledger.account c ON c.id = a.account_id
    WHERE (a.amount_fen < 0 AND a.balance_after_fen < c.floor_fen)
       OR c.last_seq < a.seq
       OR (c.last_seq = a.seq AND c.balance_fen <> a.balance_after_fen)
  ) THEN
    RAISE EXCEPTION 'ledger: an account breaks its floor or differs from its entries'
      USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_added AFTER INSERT ON ledger.entry
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_added();

GRANT USAGE ON SCHEMA ledger TO xietong_app;
GRANT SELECT, INSERT ON ledger.account, ledger.transaction, ledger.entry TO xietong_app;
GRANT UPDATE (balance_fen, last_seq, floor_fen) ON ledger.account TO xietong_app;
