-- why: warehouses, balances kept by insert-only movements, reservations of documents, quotas of listings
CREATE SCHEMA stock;

CREATE TABLE stock.warehouses (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('central', 'store')),
  dealer_id uuid UNIQUE,
  CHECK ((kind = 'store') = (dealer_id IS NOT NULL))
);
CREATE UNIQUE INDEX warehouses_one_central ON stock.warehouses (kind) WHERE kind = 'central';
INSERT INTO stock.warehouses (id, name, kind, dealer_id)
VALUES ('00000000-0000-4000-8000-000000000001', '总仓', 'central', NULL);

-- What is there and what of it is promised. The checks make overselling impossible, whoever writes.
CREATE TABLE stock.balances (
  warehouse_id uuid NOT NULL REFERENCES stock.warehouses (id),
  sku_id uuid NOT NULL,
  on_hand integer NOT NULL CHECK (on_hand >= 0),
  reserved integer NOT NULL CHECK (reserved >= 0),
  PRIMARY KEY (warehouse_id, sku_id),
  CHECK (reserved <= on_hand)
);
CREATE INDEX balances_sku ON stock.balances (sku_id);
CREATE INDEX balances_available ON stock.balances ((on_hand - reserved), sku_id);

-- The sum of a balance's open reservations is its `reserved`.
CREATE TABLE stock.reservations (
  document_id uuid NOT NULL,
  document_kind text NOT NULL,
  document_no text NOT NULL,
  warehouse_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (document_id, document_kind, warehouse_id, sku_id),
  FOREIGN KEY (warehouse_id, sku_id) REFERENCES stock.balances (warehouse_id, sku_id)
);

-- Facts: on_hand of a balance is the sum of its movements; the last one's on_hand_after says so too.
CREATE TABLE stock.movements (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  warehouse_id uuid NOT NULL REFERENCES stock.warehouses (id),
  sku_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('adjusted', 'shipped', 'received', 'returned')),
  change integer NOT NULL CHECK (change <> 0),
  on_hand_after integer NOT NULL CHECK (on_hand_after >= 0),
  document_kind text,
  document_id uuid,
  document_no text,
  reason text
);
CREATE INDEX movements_at ON stock.movements (at, id);
CREATE INDEX movements_balance ON stock.movements (warehouse_id, sku_id, at, id);
CREATE INDEX movements_sku ON stock.movements (sku_id, at, id);
CREATE INDEX movements_document ON stock.movements (document_no) WHERE document_no IS NOT NULL;

-- Units taken from the quota that the catalog sets for a listing (限量).
CREATE TABLE stock.quota_uses (
  listing_id uuid PRIMARY KEY,
  taken integer NOT NULL CHECK (taken >= 0)
);

GRANT USAGE ON SCHEMA stock TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON stock.warehouses, stock.balances, stock.reservations, stock.quota_uses TO xietong_app;
GRANT SELECT, INSERT ON stock.movements TO xietong_app;
