-- why: stores send dispatches back, wrong tracking numbers are corrected with both kept, and parcels in trouble are handled by somebody (DL-105, DL-114, AD-265)
ALTER TABLE fulfilment.dispatches DROP CONSTRAINT dispatches_kind_check;
ALTER TABLE fulfilment.dispatches ADD CONSTRAINT dispatches_kind_check
  CHECK (kind IN ('dispatched', 'recalled', 'returned'));

ALTER TABLE fulfilment.parcels ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
-- when WeChat is told of the number that was corrected; later than every report before
ALTER TABLE fulfilment.parcels ADD COLUMN corrected_at timestamptz;
CREATE INDEX parcels_unheard ON fulfilment.parcels (coalesce(corrected_at, shipped_at))
  WHERE state = '' AND signed_at IS NULL;

-- Facts: both numbers, who and why.
CREATE TABLE fulfilment.parcel_corrections (
  id uuid PRIMARY KEY,
  parcel_id uuid NOT NULL REFERENCES fulfilment.parcels (id),
  at timestamptz NOT NULL,
  from_carrier text NOT NULL,
  from_number text NOT NULL,
  to_carrier text NOT NULL,
  to_number text NOT NULL,
  reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 100),
  by_name text NOT NULL
);
CREATE INDEX parcel_corrections_parcel ON fulfilment.parcel_corrections (parcel_id, at, id);

CREATE TABLE fulfilment.exceptions (
  id uuid PRIMARY KEY,
  parcel_id uuid NOT NULL REFERENCES fulfilment.parcels (id),
  order_id uuid NOT NULL,
  order_no text NOT NULL,
  -- whose member the buyer is: what data scopes go by
  order_dealer_id uuid,
  shipper text NOT NULL,
  carrier_name text NOT NULL,
  tracking_no text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('no-pick-up', 'trouble', 'returned')),
  state text NOT NULL CHECK (state IN ('open', 'handling', 'closed')),
  owner_id uuid,
  owner text,
  -- the newest handling note
  note text NOT NULL CHECK (char_length(note) <= 300),
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  version integer NOT NULL CHECK (version >= 1),
  CHECK ((owner_id IS NULL) = (owner IS NULL)),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK (state <> 'handling' OR owner_id IS NOT NULL)
);
CREATE UNIQUE INDEX exceptions_one_open ON fulfilment.exceptions (parcel_id, kind)
  WHERE state <> 'closed';
CREATE INDEX exceptions_parcel ON fulfilment.exceptions (parcel_id, kind, tracking_no);
CREATE INDEX exceptions_opened ON fulfilment.exceptions (opened_at DESC, id DESC)
  INCLUDE (state, kind);
CREATE INDEX exceptions_state ON fulfilment.exceptions (state, opened_at DESC, id DESC);
CREATE INDEX exceptions_owner ON fulfilment.exceptions (owner_id, opened_at DESC, id DESC)
  WHERE owner_id IS NOT NULL;
CREATE INDEX exceptions_order_no ON fulfilment.exceptions (order_no);
CREATE INDEX exceptions_tracking ON fulfilment.exceptions (tracking_no);
CREATE INDEX exceptions_dealer ON fulfilment.exceptions (order_dealer_id, opened_at DESC, id DESC)
  WHERE order_dealer_id IS NOT NULL;

-- Facts: what was done about it.
CREATE TABLE fulfilment.exception_notes (
  id uuid PRIMARY KEY,
  exception_id uuid NOT NULL REFERENCES fulfilment.exceptions (id),
  at timestamptz NOT NULL,
  state text NOT NULL,
  text text NOT NULL CHECK (char_length(text) <= 300),
  by_name text NOT NULL
);
CREATE INDEX exception_notes_of ON fulfilment.exception_notes (exception_id, at, id);

GRANT SELECT, INSERT, UPDATE ON fulfilment.exceptions TO xietong_app;
GRANT SELECT, INSERT ON fulfilment.parcel_corrections, fulfilment.exception_notes TO xietong_app;
