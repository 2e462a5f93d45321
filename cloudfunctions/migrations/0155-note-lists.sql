-- why: shipping notes are found by shipper, carrier and date, count their prints and know whether they are settled (AD-260, AD-261, DL-110, DL-111)
ALTER TABLE fulfilment.notes
  -- of its parcel; null until it is shipped
  ADD COLUMN carrier_code text,
  ADD COLUMN print_count integer NOT NULL DEFAULT 0 CHECK (print_count >= 0),
  ADD COLUMN printed_at timestamptz,
  ADD COLUMN settled_at timestamptz,
  ADD CONSTRAINT notes_printed CHECK ((print_count = 0) = (printed_at IS NULL)),
  ADD CONSTRAINT notes_settled CHECK (
    settled_at IS NULL OR (dealer_id IS NOT NULL AND state = 'shipped')
  );
UPDATE fulfilment.notes n SET carrier_code = (
  SELECT p.carrier_code FROM fulfilment.parcels p WHERE p.note_id = n.id
  ORDER BY p.shipped_at, p.id LIMIT 1
) WHERE n.state = 'shipped';
CREATE INDEX notes_platform ON fulfilment.notes (created_at, id) WHERE dealer_id IS NULL;
CREATE INDEX notes_carrier ON fulfilment.notes (carrier_code, created_at, id)
  WHERE carrier_code IS NOT NULL;
CREATE INDEX notes_shipped ON fulfilment.notes (shipped_at, id) WHERE shipped_at IS NOT NULL;
CREATE INDEX notes_type ON fulfilment.notes (order_type, created_at, id);
CREATE INDEX notes_dealer_state ON fulfilment.notes (dealer_id, state, created_at, id)
  WHERE dealer_id IS NOT NULL;

-- A number is asked for at most once in half an hour, or the aggregator locks it (IN-087).
ALTER TABLE fulfilment.parcels ADD COLUMN queried_at timestamptz;

-- Orders keep which store ships them (orders.sales_order.shipper_id came with 0145).
UPDATE orders.sales_order o SET shipper_id = n.dealer_id
FROM (
  SELECT DISTINCT ON (order_id) order_id, dealer_id FROM fulfilment.notes
  WHERE state <> 'void' ORDER BY order_id, created_at DESC, id DESC
) n
WHERE n.order_id = o.id AND n.dealer_id IS NOT NULL AND o.shipper IS NOT NULL;
INSERT INTO orders.store_order (store_id, order_id, created_at, in_advance, shipped)
SELECT n.dealer_id, n.order_id, o.created_at, false, bool_or(n.state = 'shipped')
FROM fulfilment.notes n JOIN orders.sales_order o ON o.id = n.order_id
WHERE n.dealer_id IS NOT NULL AND n.state <> 'void'
GROUP BY n.dealer_id, n.order_id, o.created_at
ON CONFLICT DO NOTHING;
