-- why: members ask for money back, merchants decide, and pieces that are refunded before shipping are never shipped (MB-083 to MB-087, AD-256, AD-257)
ALTER TABLE orders.order_line ADD COLUMN cancelled_quantity integer NOT NULL DEFAULT 0;
ALTER TABLE orders.order_line ADD CONSTRAINT line_shipped_or_cancelled
  CHECK (cancelled_quantity >= 0 AND shipped_quantity + cancelled_quantity <= quantity);

CREATE TABLE orders.after_sale (
  id uuid PRIMARY KEY,
  case_no text COLLATE "C" NOT NULL UNIQUE,
  order_id uuid NOT NULL REFERENCES orders.sales_order (id),
  order_no text NOT NULL,
  member_id uuid NOT NULL,
  -- whose member the buyer is: what data scopes go by
  dealer_id uuid,
  buyer text NOT NULL,
  -- the store that handles it; null = head office
  store_id uuid,
  store text,
  type text NOT NULL CHECK (type IN ('refund', 'return')),
  state text NOT NULL CHECK (
    state IN ('merchant', 'buyer', 'refunding', 'done', 'refused', 'withdrawn')
  ),
  reason text NOT NULL,
  description text NOT NULL CHECK (char_length(description) <= 300),
  pictures jsonb NOT NULL,
  wish text CHECK (wish IN ('return', 'evidence')),
  item_summary text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000),
  freight_fen bigint NOT NULL CHECK (freight_fen BETWEEN 0 AND amount_fen),
  refund_id uuid,
  deadline timestamptz,
  ordered_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  CHECK ((state IN ('refunding', 'done')) = (refund_id IS NOT NULL)),
  CHECK ((state = 'done') = (done_at IS NOT NULL)),
  CHECK ((state = 'buyer') = (wish IS NOT NULL AND deadline IS NOT NULL))
);
CREATE UNIQUE INDEX after_sale_refund ON orders.after_sale (refund_id) WHERE refund_id IS NOT NULL;
CREATE INDEX after_sale_order ON orders.after_sale (order_id, created_at);
CREATE INDEX after_sale_order_no ON orders.after_sale (order_no);
CREATE INDEX after_sale_newest ON orders.after_sale (created_at DESC, id DESC)
  INCLUDE (state, type, reason);
CREATE INDEX after_sale_state ON orders.after_sale (state, created_at DESC, id DESC);
CREATE INDEX after_sale_store ON orders.after_sale (store_id, created_at DESC, id DESC)
  WHERE store_id IS NOT NULL;
CREATE INDEX after_sale_dealer ON orders.after_sale (dealer_id, created_at DESC, id DESC)
  WHERE dealer_id IS NOT NULL;
CREATE INDEX after_sale_deadline ON orders.after_sale (deadline) WHERE state = 'buyer';

CREATE TABLE orders.after_sale_line (
  case_id uuid NOT NULL REFERENCES orders.after_sale (id),
  line_id uuid NOT NULL REFERENCES orders.order_line (id),
  name text NOT NULL,
  picture uuid,
  pieces integer NOT NULL CHECK (pieces BETWEEN 1 AND 9999),
  amount_fen bigint NOT NULL CHECK (amount_fen BETWEEN 0 AND 100000000000),
  PRIMARY KEY (case_id, line_id)
);

CREATE TABLE orders.after_sale_event (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES orders.after_sale (id),
  at timestamptz NOT NULL,
  state text NOT NULL,
  text text NOT NULL,
  note text NOT NULL CHECK (char_length(note) <= 300),
  pictures jsonb NOT NULL,
  by_name text NOT NULL,
  actor text NOT NULL
);
CREATE INDEX after_sale_event_case ON orders.after_sale_event (case_id, at, id);

UPDATE identity.role SET permissions = permissions || '{orders.afterSale}'
WHERE id IN ('00000000-0000-7000-8000-000000000104', '00000000-0000-7000-8000-000000000105');

GRANT SELECT, INSERT, UPDATE ON orders.after_sale TO xietong_app;
GRANT SELECT, INSERT ON orders.after_sale_line, orders.after_sale_event TO xietong_app;
