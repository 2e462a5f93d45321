-- why: an order keeps how its stock is taken, when it is made or when it is paid, and orders whose goods are missing are marked until they are there again or paid back (MB-033, AD-267, AD-331)
ALTER TABLE orders.sales_order ADD COLUMN stock_method text NOT NULL DEFAULT 'at-order'
  CHECK (stock_method IN ('at-order', 'at-payment'));

-- 缺货待处理. A table of its own: marking never waits for whoever holds the order's row.
CREATE TABLE orders.short_order (
  order_id uuid PRIMARY KEY REFERENCES orders.sales_order (id),
  since timestamptz NOT NULL,
  reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200)
);
CREATE INDEX short_order_since ON orders.short_order (since, order_id);

GRANT SELECT, INSERT, DELETE ON orders.short_order TO xietong_app;
