-- why: orders are found by goods, by who ships them, by VIP and by the end of a phone number; a store sees its orders by state (AD-251, DL-101 to DL-103)

-- The store that ships; a shipper without a store is the platform.
ALTER TABLE orders.sales_order ADD COLUMN shipper_id uuid;
CREATE INDEX order_shipper ON orders.sales_order (shipper_id, created_at DESC, id DESC)
  INCLUDE (state, type, dispatch) WHERE shipper_id IS NOT NULL;
CREATE INDEX order_platform ON orders.sales_order (created_at DESC, id DESC)
  INCLUDE (state, type, dispatch) WHERE shipper_id IS NULL AND shipper IS NOT NULL;

-- VIP orders are few: their own small index for every order of the list.
CREATE INDEX order_vip_created ON orders.sales_order (created_at DESC, id DESC)
  INCLUDE (state, type, dispatch) WHERE vip;
CREATE INDEX order_vip_total ON orders.sales_order (total_fen DESC, id DESC)
  INCLUDE (state, type, dispatch) WHERE vip;
CREATE INDEX order_vip_wanted ON orders.sales_order (wanted_key, id)
  INCLUDE (state, type, dispatch) WHERE vip;
CREATE INDEX order_phone_end ON orders.sales_order (right(recipient_phone, 4), created_at DESC, id DESC)
  WHERE recipient_phone IS NOT NULL;

-- A line knows the age of its order, so that the orders of one product come newest first from one
-- index. The default serves a release that still writes lines without it.
ALTER TABLE orders.order_line ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
UPDATE orders.order_line l SET created_at = o.created_at
FROM orders.sales_order o WHERE o.id = l.order_id;
CREATE INDEX line_item ON orders.order_line (item_id, created_at DESC, order_id DESC);

-- Orders that a store ships, shipped in part, or is to ship once they are paid.
CREATE TABLE orders.store_order (
  store_id uuid NOT NULL,
  order_id uuid NOT NULL REFERENCES orders.sales_order (id),
  created_at timestamptz NOT NULL,
  -- named before the payment: nothing is promised yet
  in_advance boolean NOT NULL,
  -- something left this store, so that the order stays its own whoever ships the rest
  shipped boolean NOT NULL DEFAULT false,
  PRIMARY KEY (store_id, order_id)
);
CREATE INDEX store_order_newest ON orders.store_order (store_id, created_at DESC, order_id DESC);
CREATE INDEX store_order_order ON orders.store_order (order_id);
CREATE INDEX store_order_in_advance ON orders.store_order (created_at) WHERE in_advance;
GRANT SELECT, INSERT, UPDATE, DELETE ON orders.store_order TO xietong_app;
