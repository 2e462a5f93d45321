-- why: a merchant can send pieces again without money, a claim says whether its pieces were received, and an undecided case goes to whoever ships (AD-256)
ALTER TABLE orders.sales_order DROP CONSTRAINT sales_order_type_check;
ALTER TABLE orders.sales_order ADD CONSTRAINT sales_order_type_check
  CHECK (type IN ('package', 'e-card', 'physical-card', 'pick-up', 'resend'));
ALTER TABLE orders.sales_order DROP CONSTRAINT sales_order_check5;
ALTER TABLE orders.sales_order ADD CONSTRAINT sales_order_paid_or_free
  CHECK (state IN ('unpaid', 'closed') OR type IN ('pick-up', 'resend') OR paid_fen IS NOT NULL);
ALTER TABLE orders.sales_order DROP CONSTRAINT sales_order_check7;
ALTER TABLE orders.sales_order ADD CONSTRAINT sales_order_free_costs_nothing
  CHECK (type NOT IN ('pick-up', 'resend') OR (total_fen = 0 AND paid_fen IS NULL));

ALTER TABLE orders.after_sale ADD COLUMN goods text CHECK (goods IN ('unsent', 'received'));
ALTER TABLE orders.after_sale ADD COLUMN taken_over boolean NOT NULL DEFAULT false;
ALTER TABLE orders.after_sale ADD COLUMN resend_order_id uuid REFERENCES orders.sales_order (id);
-- Until now a claim did not say: what was cancelled, or waits in an order of which nothing left, is
-- unsent.
UPDATE orders.after_sale a SET goods = CASE
  WHEN o.state = 'to-ship' OR EXISTS (
    SELECT FROM orders.after_sale_line c JOIN orders.order_line l ON l.id = c.line_id
    WHERE c.case_id = a.id AND l.cancelled_quantity > 0) THEN 'unsent' ELSE 'received' END
FROM orders.sales_order o WHERE o.id = a.order_id AND o.type <> 'e-card';

ALTER TABLE orders.after_sale DROP CONSTRAINT after_sale_type_check;
ALTER TABLE orders.after_sale ADD CONSTRAINT after_sale_type_check
  CHECK (type IN ('refund', 'return', 'resend'));
ALTER TABLE orders.after_sale DROP CONSTRAINT after_sale_state_check;
ALTER TABLE orders.after_sale ADD CONSTRAINT after_sale_state_check CHECK (
  state IN ('merchant', 'buyer', 'refunding', 'resending', 'done', 'refused', 'withdrawn')
);
ALTER TABLE orders.after_sale DROP CONSTRAINT after_sale_amount_fen_check;
ALTER TABLE orders.after_sale ADD CONSTRAINT after_sale_amount_fen_check
  CHECK (amount_fen BETWEEN 0 AND 100000000000 AND (amount_fen = 0) = (type = 'resend'));
ALTER TABLE orders.after_sale DROP CONSTRAINT after_sale_check1;
ALTER TABLE orders.after_sale ADD CONSTRAINT after_sale_has_refund
  CHECK ((state IN ('refunding', 'done') AND type <> 'resend') = (refund_id IS NOT NULL));
ALTER TABLE orders.after_sale ADD CONSTRAINT after_sale_has_resend
  CHECK ((state IN ('resending', 'done') AND type = 'resend') = (resend_order_id IS NOT NULL));
CREATE UNIQUE INDEX after_sale_resend ON orders.after_sale (resend_order_id)
  WHERE resend_order_id IS NOT NULL;
CREATE INDEX after_sale_type ON orders.after_sale (type, created_at DESC, id DESC);
CREATE INDEX after_sale_reason ON orders.after_sale (reason, created_at DESC, id DESC);
