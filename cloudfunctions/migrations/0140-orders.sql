-- Cart, consumer orders of all types with lines, history and pick-up days, figures of the home page.
CREATE SCHEMA orders;

CREATE TABLE orders.cart (
  member_id uuid PRIMARY KEY
);
CREATE TABLE orders.cart_line (
  member_id uuid NOT NULL REFERENCES orders.cart (member_id),
  package_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  -- what one unit cost when it was put in, to mark a change of price
  added_unit_fen bigint NOT NULL CHECK (added_unit_fen BETWEEN 0 AND 100000000000),
  added_at timestamptz NOT NULL,
  PRIMARY KEY (member_id, package_id)
);

CREATE TABLE orders.sales_order (
  id uuid PRIMARY KEY,
  order_no text COLLATE "C" NOT NULL UNIQUE CHECK (order_no ~ '^[0-9]{16}$'),
  type text NOT NULL CHECK (type IN ('package', 'e-card', 'physical-card', 'pick-up')),
  card_kind text CHECK (card_kind IN ('electronic', 'physical')),
  state text NOT NULL CHECK (state IN ('unpaid', 'in-review', 'issuing', 'part-issued',
    'to-ship', 'part-shipped', 'shipped', 'completed', 'closed')),
  previous_state text,
  state_since timestamptz NOT NULL,
  dispatch text NOT NULL DEFAULT 'none' CHECK (dispatch IN ('none', 'to-dispatch', 'dispatched')),
  shipper text,
  member_id uuid NOT NULL,
  buyer text NOT NULL,
  level_discount integer NOT NULL CHECK (level_discount BETWEEN 1 AND 10000),
  item_summary text NOT NULL,
  quantity integer NOT NULL CHECK (quantity >= 1),
  retail_total_fen bigint NOT NULL CHECK (retail_total_fen BETWEEN 0 AND 100000000000),
  goods_fen bigint NOT NULL CHECK (goods_fen BETWEEN 0 AND 100000000000),
  freight_fen bigint NOT NULL CHECK (freight_fen BETWEEN 0 AND 100000000000),
  total_fen bigint NOT NULL CHECK (total_fen = goods_fen + freight_fen),
  address jsonb,
  recipient text,
  recipient_phone text,
  province text,
  region text,
  remark text NOT NULL DEFAULT '',
  wanted_on date,
  wanted_key date GENERATED ALWAYS AS (coalesce(wanted_on, DATE '9999-12-31')) STORED,
  vip boolean NOT NULL DEFAULT false,
  -- smaller is more urgent: VIP first, then the wanted day, then age (shared/domain/orders/urgency)
  urgency bigint NOT NULL,
  pay_before timestamptz,
  unpaid_told boolean NOT NULL DEFAULT false,
  payment_id uuid,
  transaction_id text,
  paid_fen bigint,
  paid_at timestamptz,
  refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
  last_shipped_at timestamptz,
  receipt_due_at timestamptz,
  extended boolean NOT NULL DEFAULT false,
  signed_at timestamptz,
  completed_at timestamptz,
  after_sale_open integer NOT NULL DEFAULT 0 CHECK (after_sale_open >= 0),
  after_sale_count integer NOT NULL DEFAULT 0 CHECK (after_sale_count >= after_sale_open),
  unreviewed integer NOT NULL CHECK (unreviewed >= 0),
  created_at timestamptz NOT NULL,
  -- money agrees with the state: paid in full or not at all, nothing refunded that was not paid
  CHECK (paid_fen IS NULL OR paid_fen = total_fen),
  CHECK ((paid_fen IS NULL) = (paid_at IS NULL) AND (paid_fen IS NULL) = (payment_id IS NULL)),
  CHECK (refunded_fen <= coalesce(paid_fen, 0)),
  CHECK (state IN ('unpaid', 'closed') OR type = 'pick-up' OR paid_fen IS NOT NULL),
  CHECK (state <> 'unpaid' OR (paid_fen IS NULL AND pay_before IS NOT NULL)),
  CHECK (type <> 'pick-up' OR (total_fen = 0 AND paid_fen IS NULL)),
  CHECK ((address IS NULL) = (type = 'e-card'))
);
-- The lists of the console find a page in an index alone: filters ride along as INCLUDE columns.
CREATE INDEX order_created ON orders.sales_order (created_at DESC, id DESC)
  INCLUDE (state, type, dispatch);
CREATE INDEX order_state_created ON orders.sales_order (state, created_at DESC, id DESC)
  INCLUDE (type, dispatch);
CREATE INDEX order_type_created ON orders.sales_order (type, created_at DESC, id DESC)
  INCLUDE (state, dispatch);
CREATE INDEX order_member_created ON orders.sales_order (member_id, created_at DESC, id DESC);
CREATE INDEX order_total ON orders.sales_order (total_fen DESC, id DESC)
  INCLUDE (state, type, dispatch, created_at);
CREATE INDEX order_state_total ON orders.sales_order (state, total_fen DESC, id DESC)
  INCLUDE (type, dispatch, created_at);
-- Pick-ups cost nothing, so that by total they would all lie behind the orders that were paid.
CREATE INDEX order_type_total ON orders.sales_order (type, total_fen DESC, id DESC)
  INCLUDE (state, dispatch, created_at);
CREATE INDEX order_wanted ON orders.sales_order (wanted_key, id)
  INCLUDE (state, type, dispatch, created_at);
CREATE INDEX order_paid ON orders.sales_order (paid_at DESC, paid_fen) WHERE paid_at IS NOT NULL;
CREATE INDEX order_dispatch ON orders.sales_order (urgency, id)
  WHERE dispatch = 'to-dispatch';
CREATE INDEX order_recipient ON orders.sales_order (recipient text_pattern_ops)
  WHERE recipient IS NOT NULL;
CREATE INDEX order_recipient_phone ON orders.sales_order (recipient_phone)
  WHERE recipient_phone IS NOT NULL;
CREATE INDEX order_buyer ON orders.sales_order (buyer text_pattern_ops);
CREATE INDEX order_pay_before ON orders.sales_order (pay_before) WHERE state = 'unpaid';
CREATE INDEX order_signed ON orders.sales_order (signed_at) WHERE signed_at IS NOT NULL;
CREATE INDEX order_receipt_due ON orders.sales_order (receipt_due_at) WHERE state = 'shipped';
CREATE INDEX order_to_issue ON orders.sales_order (state_since)
  WHERE state IN ('issuing', 'part-issued');

CREATE TABLE orders.order_line (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders.sales_order (id),
  position integer NOT NULL CHECK (position BETWEEN 1 AND 50),
  kind text NOT NULL CHECK (kind IN ('package', 'e-card', 'physical-card')),
  item_id uuid NOT NULL,
  name text NOT NULL,
  picture uuid,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  shipped_quantity integer NOT NULL DEFAULT 0,
  retail_fen bigint NOT NULL CHECK (retail_fen BETWEEN 0 AND 100000000000),
  unit_fen bigint NOT NULL CHECK (unit_fen BETWEEN 0 AND 100000000000),
  subsidy_fen bigint NOT NULL CHECK (subsidy_fen BETWEEN 0 AND 100000000000),
  -- units taken from the listing's quota, to be given back when the order closes unpaid
  limited boolean NOT NULL,
  -- [{skuId, code, name, spec, quantity, weightGrams}] of one unit, as sold
  contents jsonb NOT NULL,
  CHECK (shipped_quantity BETWEEN 0 AND quantity),
  UNIQUE (order_id, position)
);

CREATE TABLE orders.history (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  at timestamptz NOT NULL,
  from_state text,
  to_state text NOT NULL,
  text text NOT NULL,
  note text,
  actor text NOT NULL
);
CREATE INDEX history_order ON orders.history (order_id, at, id);

-- Units sold by orders that were paid since the last count; work of the timer, not a fact.
CREATE TABLE orders.sold_unit (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL,
  quantity integer NOT NULL
);
CREATE TABLE orders.item_sales (
  item_id uuid PRIMARY KEY,
  sold bigint NOT NULL CHECK (sold >= 0)
);

CREATE TABLE orders.pick_up_day (
  day date PRIMARY KEY,
  booked integer NOT NULL DEFAULT 0 CHECK (booked >= 0)
);

CREATE TABLE orders.day_figure (
  day date PRIMARY KEY,
  orders bigint NOT NULL,
  buyers bigint NOT NULL,
  cash_fen bigint NOT NULL,
  stored_value_fen bigint NOT NULL,
  members bigint NOT NULL,
  new_members bigint NOT NULL
);
CREATE TABLE orders.dashboard_snapshot (
  id integer PRIMARY KEY CHECK (id = 1),
  at timestamptz NOT NULL,
  value jsonb NOT NULL
);

GRANT USAGE ON SCHEMA orders TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON orders.cart, orders.cart_line, orders.sold_unit TO xietong_app;
GRANT SELECT, INSERT, UPDATE ON orders.sales_order, orders.order_line, orders.item_sales,
  orders.pick_up_day, orders.day_figure, orders.dashboard_snapshot TO xietong_app;
GRANT SELECT, INSERT ON orders.history TO xietong_app;
