-- why: who ships what: dispatches, shipping notes with frozen settlement prices, parcels and tracks
CREATE SCHEMA fulfilment;

-- Where an order goes on the map (IN-079). A failed try never blocks: the order is 未定位.
CREATE TABLE fulfilment.locations (
  order_id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('located', 'doubtful', 'unlocated')),
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  reason text NOT NULL,
  tries integer NOT NULL CHECK (tries > 0),
  tried_at timestamptz NOT NULL,
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK (state = 'unlocated' OR latitude IS NOT NULL)
);

CREATE SEQUENCE fulfilment.note_numbers;

CREATE TABLE fulfilment.notes (
  id uuid PRIMARY KEY,
  note_no text NOT NULL UNIQUE,
  order_id uuid NOT NULL,
  order_no text NOT NULL,
  order_type text NOT NULL,
  card_kind text CHECK (card_kind IN ('electronic', 'physical')),
  state text NOT NULL CHECK (state IN ('to-ship', 'shipped', 'void')),
  -- null = the platform ships from its central warehouse
  dealer_id uuid,
  shipper text NOT NULL,
  warehouse_id uuid NOT NULL,
  recipient text NOT NULL,
  region text NOT NULL,
  item_summary text NOT NULL,
  vip boolean NOT NULL,
  wanted_on date,
  goods_settlement_fen bigint NOT NULL CHECK (goods_settlement_fen BETWEEN 0 AND 100000000000),
  subsidy_fen bigint NOT NULL CHECK (subsidy_fen BETWEEN 0 AND 100000000000),
  dispatched_by text NOT NULL,
  created_at timestamptz NOT NULL,
  shipped_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  CHECK ((state = 'shipped') = (shipped_at IS NOT NULL)),
  CHECK ((state = 'void') = (voided_at IS NOT NULL)),
  -- only a store is paid for shipping
  CHECK (dealer_id IS NOT NULL OR (goods_settlement_fen = 0 AND subsidy_fen = 0))
);
CREATE UNIQUE INDEX notes_one_open ON fulfilment.notes (order_id) WHERE state = 'to-ship';
CREATE INDEX notes_order ON fulfilment.notes (order_id);
CREATE INDEX notes_order_no ON fulfilment.notes (order_no);
CREATE INDEX notes_created ON fulfilment.notes (created_at, id);
CREATE INDEX notes_state ON fulfilment.notes (state, created_at, id);
CREATE INDEX notes_dealer ON fulfilment.notes (dealer_id, created_at, id) WHERE dealer_id IS NOT NULL;
CREATE INDEX notes_wanted ON fulfilment.notes (wanted_on, created_at, id);
CREATE INDEX notes_recipient ON fulfilment.notes (recipient);

CREATE TABLE fulfilment.note_lines (
  note_id uuid NOT NULL REFERENCES fulfilment.notes (id),
  line_id uuid NOT NULL,
  name text NOT NULL,
  picture uuid,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  unit_settlement_fen bigint NOT NULL CHECK (unit_settlement_fen >= 0),
  unit_subsidy_fen bigint NOT NULL CHECK (unit_subsidy_fen >= 0),
  -- [{skuId, label, quantity}] of one unit
  contents jsonb NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (note_id, line_id)
);

-- Facts: who chose whom, and who took it back.
CREATE TABLE fulfilment.dispatches (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  note_id uuid NOT NULL REFERENCES fulfilment.notes (id),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('dispatched', 'recalled')),
  shipper text NOT NULL,
  by_name text NOT NULL,
  reason text
);
CREATE INDEX dispatches_order ON fulfilment.dispatches (order_id, at, id);

CREATE TABLE fulfilment.parcels (
  id uuid PRIMARY KEY,
  note_id uuid NOT NULL REFERENCES fulfilment.notes (id),
  order_id uuid NOT NULL,
  carrier_code text NOT NULL,
  carrier_name text NOT NULL,
  tracking_no text NOT NULL CHECK (tracking_no <> ''),
  recipient_phone text NOT NULL,
  shipped_at timestamptz NOT NULL,
  all_delivered boolean NOT NULL,
  -- told to WeChat with this time, strictly later than that of the parcel before (IN-035)
  report_at timestamptz NOT NULL,
  reported_at timestamptz,
  subscribed_at timestamptz,
  subscriptions integer NOT NULL CHECK (subscriptions >= 0),
  state text NOT NULL CHECK (state IN ('', 'collected', 'moving', 'delivering', 'signed', 'trouble',
    'returned', 'refused', 'forwarded')),
  -- [{at, text, state}] newest first
  track jsonb NOT NULL,
  track_at timestamptz,
  tracked_at timestamptz,
  signed_at timestamptz,
  -- what a reader is told while the logistics service is silent; empty = nothing to tell
  hint text NOT NULL,
  UNIQUE (order_id, report_at)
);
CREATE INDEX parcels_order ON fulfilment.parcels (order_id, shipped_at, id);
CREATE INDEX parcels_note ON fulfilment.parcels (note_id);
CREATE INDEX parcels_tracking ON fulfilment.parcels (tracking_no, carrier_code);
CREATE INDEX parcels_under_way ON fulfilment.parcels (coalesce(tracked_at, subscribed_at, shipped_at))
  WHERE signed_at IS NULL AND state NOT IN ('returned', 'refused');

CREATE TABLE fulfilment.parcel_lines (
  parcel_id uuid NOT NULL REFERENCES fulfilment.parcels (id),
  line_id uuid NOT NULL,
  name text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (parcel_id, line_id)
);

GRANT USAGE ON SCHEMA fulfilment TO xietong_app;
GRANT USAGE ON SEQUENCE fulfilment.note_numbers TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON fulfilment.locations, fulfilment.notes, fulfilment.note_lines,
  fulfilment.parcels TO xietong_app;
GRANT SELECT, INSERT ON fulfilment.dispatches, fulfilment.parcel_lines TO xietong_app;
