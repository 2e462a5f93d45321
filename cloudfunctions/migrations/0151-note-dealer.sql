-- why: a note keeps the dealer of its order's buyer, beside the one that ships, for the data scope
ALTER TABLE fulfilment.notes ADD COLUMN order_dealer_id uuid;
UPDATE fulfilment.notes n SET order_dealer_id = o.dealer_id
FROM orders.sales_order o WHERE o.id = n.order_id AND o.dealer_id IS NOT NULL;
CREATE INDEX notes_order_dealer ON fulfilment.notes (order_dealer_id, created_at, id)
  WHERE order_dealer_id IS NOT NULL;
