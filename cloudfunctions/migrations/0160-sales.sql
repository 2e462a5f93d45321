-- Leads, follow-ups and customers of the brand's own sales team.
CREATE SCHEMA sales;

-- Words that salespeople choose from: data, not code.
CREATE TABLE sales.choice (
  kind text NOT NULL CHECK (kind IN ('customer-type', 'stage', 'form')),
  word text NOT NULL CHECK (length(word) BETWEEN 1 AND 20),
  position integer NOT NULL,
  active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (kind, word)
);
INSERT INTO sales.choice (kind, word, position) VALUES
  ('customer-type', '专卖店', 1), ('customer-type', '城市合伙人', 2), ('customer-type', '经销商', 3),
  ('customer-type', '小商户', 4), ('customer-type', '企业客户', 5), ('customer-type', '其他', 6),
  ('stage', '初步接触', 1), ('stage', '需求确认', 2), ('stage', '方案报价', 3), ('stage', '商务谈判', 4),
  ('form', '电话', 1), ('form', '微信', 2), ('form', '上门拜访', 3), ('form', '来访', 4), ('form', '其他', 5);

CREATE TABLE sales.lead (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
  phone text NOT NULL UNIQUE CHECK (phone ~ '^1[3-9][0-9]{9}$'),
  customer_type text NOT NULL CHECK (length(customer_type) BETWEEN 1 AND 20),
  region text NOT NULL CHECK (length(region) <= 60),
  company text NOT NULL CHECK (length(company) <= 60),
  need text NOT NULL CHECK (length(need) <= 200),
  remark text NOT NULL CHECK (length(remark) <= 200),
  referrer text NOT NULL CHECK (length(referrer) <= 30),
  stage text NOT NULL CHECK (length(stage) BETWEEN 1 AND 20),
  state text NOT NULL
    CHECK (state IN ('unassigned', 'following', 'converting', 'won', 'pool', 'lost')),
  source text NOT NULL CHECK (source IN ('self', 'company', 'online', 'referral')),
  key_lead boolean NOT NULL DEFAULT false,
  owner_id uuid,
  last_follow_up_at timestamptz,
  -- Time of the earliest open follow-up: the list's urgency without looking at follow-ups.
  next_follow_up_at timestamptz,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK ((owner_id IS NULL) = (state IN ('unassigned', 'pool')))
);
CREATE INDEX lead_created ON sales.lead (created_at, id);
CREATE INDEX lead_state ON sales.lead (state, created_at, id);
CREATE INDEX lead_owner ON sales.lead (owner_id, created_at, id);
CREATE INDEX lead_owner_state ON sales.lead (owner_id, state, created_at, id);
CREATE INDEX lead_urgency ON sales.lead
  (owner_id, (coalesce(next_follow_up_at, 'infinity'::timestamptz)), id);
CREATE INDEX lead_next ON sales.lead (next_follow_up_at) WHERE next_follow_up_at IS NOT NULL;

CREATE TABLE sales.customer (
  dealer_id uuid PRIMARY KEY,
  employee_id uuid NOT NULL,
  assigned_at timestamptz NOT NULL,
  last_follow_up_at timestamptz
);
CREATE INDEX customer_employee ON sales.customer (employee_id, dealer_id);

-- Who looked after a customer, when and why it changed: never edited.
CREATE TABLE sales.assignment (
  id uuid PRIMARY KEY,
  dealer_id uuid NOT NULL,
  from_employee_id uuid,
  to_employee_id uuid,
  reason text NOT NULL CHECK (length(reason) <= 100),
  by_account_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK (from_employee_id IS DISTINCT FROM to_employee_id)
);
CREATE INDEX assignment_dealer ON sales.assignment (dealer_id, created_at);

CREATE TABLE sales.follow_up (
  id uuid PRIMARY KEY,
  target_kind text NOT NULL CHECK (target_kind IN ('lead', 'customer')),
  target_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  at timestamptz NOT NULL,
  form text NOT NULL CHECK (length(form) BETWEEN 1 AND 20),
  note text NOT NULL CHECK (length(note) <= 500),
  result text NOT NULL CHECK (length(result) <= 500),
  state text NOT NULL CHECK (state IN ('planned', 'done', 'cancelled')),
  done_at timestamptz,
  created_at timestamptz NOT NULL,
  CHECK ((state = 'done') = (result <> '')),
  CHECK ((state = 'done') = (done_at IS NOT NULL))
);
CREATE INDEX follow_up_employee ON sales.follow_up (employee_id, at, id);
CREATE INDEX follow_up_employee_state ON sales.follow_up (employee_id, state, at, id);
CREATE INDEX follow_up_target ON sales.follow_up (target_kind, target_id, at, id);
CREATE INDEX follow_up_open ON sales.follow_up (target_id, at) WHERE state = 'planned';

GRANT USAGE ON SCHEMA sales TO xietong_app;
GRANT SELECT, INSERT, UPDATE ON sales.choice, sales.lead, sales.follow_up TO xietong_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sales.customer TO xietong_app;
GRANT SELECT, INSERT ON sales.assignment TO xietong_app;
