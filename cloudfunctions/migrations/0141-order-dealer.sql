-- why: an order keeps the dealer of its buyer, so that an account with a data scope lists its own
ALTER TABLE orders.sales_order ADD COLUMN dealer_id uuid;
UPDATE orders.sales_order o SET dealer_id = m.dealer_id
FROM members.member m WHERE m.id = o.member_id AND m.dealer_id IS NOT NULL;
CREATE INDEX order_dealer ON orders.sales_order (dealer_id, created_at DESC, id DESC)
  WHERE dealer_id IS NOT NULL;
